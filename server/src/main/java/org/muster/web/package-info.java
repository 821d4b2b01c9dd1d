/** Pages and public API; no rule and no SQL lives here. */
@NullMarked
package org.muster.web;

import org.jspecify.annotations.NullMarked;
