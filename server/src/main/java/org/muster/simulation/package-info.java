/** A made-up programme, sent through the true intake. */
@NullMarked
package org.muster.simulation;

import org.jspecify.annotations.NullMarked;
