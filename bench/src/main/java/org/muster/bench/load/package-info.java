/** A load on the true intake beside a bare server, and faults under it, measured in one run. */
@NullMarked
package org.muster.bench.load;

import org.jspecify.annotations.NullMarked;
