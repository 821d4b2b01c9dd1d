/** The start, the configuration, and {@link org.muster.Pipeline}, the way of data on one page. */
@NullMarked
package org.muster;

import org.jspecify.annotations.NullMarked;
