/** The account of a span, folded again from the stored day before it. */
@NullMarked
package org.muster.explaining;

import org.jspecify.annotations.NullMarked;
