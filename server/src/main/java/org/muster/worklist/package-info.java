/** Findings become alerts before a person, and a person's decisions. */
@NullMarked
package org.muster.worklist;

import org.jspecify.annotations.NullMarked;
