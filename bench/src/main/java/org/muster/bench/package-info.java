/** Measurements beside a floor or a peer, in one run. */
@NullMarked
package org.muster.bench;

import org.jspecify.annotations.NullMarked;
