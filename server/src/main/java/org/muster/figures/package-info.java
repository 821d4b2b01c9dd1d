/** The daily roll. */
@NullMarked
package org.muster.figures;

import org.jspecify.annotations.NullMarked;
