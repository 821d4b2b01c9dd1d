/** Published tables → their facts, by meaning and with their cells → contradictions in them. */
@NullMarked
package org.muster.audit;

import org.jspecify.annotations.NullMarked;
