/**
 * Observations, conditions and plan in; timelines and findings out. A pure fold.
 *
 * <p>The result depends on the set of observations, never on their arrival.
 */
@NullMarked
package org.muster.engine;

import org.jspecify.annotations.NullMarked;
