package org.muster.replay;

import java.util.List;
import org.muster.domain.Observation;

/**
 * What a track file held.
 *
 * @param format the format it was read as, as people call it
 * @param observations in the order of the file
 * @param notes what the reader left out or took for granted, a sentence each; never silent
 */
public record Track(String format, List<Observation> observations, List<String> notes) {
  public Track {
    observations = List.copyOf(observations);
    notes = List.copyOf(notes);
  }
}
