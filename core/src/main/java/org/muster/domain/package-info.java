/**
 * The words of the programme: records, sealed types, ids, units, intervals and timelines.
 *
 * <p>Everything here is a value. No clock, chance, file, net, log, thread or SQL; time is a
 * parameter.
 */
@NullMarked
package org.muster.domain;

import org.jspecify.annotations.NullMarked;
