/** The public JSON API of casework. */
@NullMarked
package org.muster.web.api;

import org.jspecify.annotations.NullMarked;
