/** GeoJSON to areas and back, with checks of their shape. */
@NullMarked
package org.muster.geo;

import org.jspecify.annotations.NullMarked;
