/**
 * Observations of one assignment over one stretch, in few bytes and back: what tracks are stored as
 * and what a population is replayed from. Pure: bytes in, bytes out.
 */
@NullMarked
package org.muster.tracks;

import org.jspecify.annotations.NullMarked;
