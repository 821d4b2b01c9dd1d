package org.muster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import org.muster.store.TrackDestroying;

/** Asks whoever is about to destroy a track whether it is this one. */
final class DestroyTrackQuestion {
  private DestroyTrackQuestion() {}

  /** Whether the number of the enrolment was typed; not where nobody answers. */
  static boolean isAnswered(
      long enrolment, TrackDestroying.Track track, Reader answers, PrintWriter out) {
    out.printf(
        "Enrolment %d is of %s, and %s. To be destroyed for ever: %,d sealed days, and %,d"
            + " observations that are not sealed yet. Nothing brings them back.%n"
            + "Type the number of the enrolment to destroy its track: ",
        enrolment,
        track.participant(),
        track.endsAt().map(at -> "ended or ends at " + at).orElse("goes on"),
        track.chunks(),
        track.rows());
    out.flush();
    try {
      String typed = new BufferedReader(answers).readLine();
      return typed != null && typed.strip().equals(Long.toString(enrolment));
    } catch (IOException e) {
      return false;
    }
  }
}
