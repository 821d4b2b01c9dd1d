/** Policy packages on their way: brought in, asked for, signed by another, in force from a time. */
@NullMarked
package org.muster.signing;

import org.jspecify.annotations.NullMarked;
