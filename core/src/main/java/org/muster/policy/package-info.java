/** What policy sets, from when, and by which clause. Pure. */
@NullMarked
package org.muster.policy;

import org.jspecify.annotations.NullMarked;
