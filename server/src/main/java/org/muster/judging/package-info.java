/** Runs the engine over the journal, day by day, and keeps what it says. */
@NullMarked
package org.muster.judging;

import org.jspecify.annotations.NullMarked;
