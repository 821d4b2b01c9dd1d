package org.muster.replay;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.muster.domain.Observation;

/** Reads texts as the files they stand for. */
@NullMarked
final class Tracks {
  private Tracks() {}

  static Track read(Path folder, String name, String text) throws Exception {
    return TrackFile.read(write(folder, name, text, StandardCharsets.UTF_8), ReadOptions.PLAIN);
  }

  static Path write(Path folder, String name, String text, Charset charset) throws IOException {
    return Files.write(folder.resolve(name), text.getBytes(charset));
  }

  static List<Observation.Fix> fixes(Track track) {
    return track.observations().stream().map(Observation.Fix.class::cast).toList();
  }

  /** Holds that the file is refused with exactly this message, the folder left away. */
  static void refused(Path folder, String name, String text, String message) throws IOException {
    Path file = write(folder, name, text, StandardCharsets.UTF_8);
    assertThatThrownBy(() -> TrackFile.read(file, ReadOptions.PLAIN))
        .isInstanceOfSatisfying(
            UnreadableTrack.class,
            e -> org.assertj.core.api.Assertions.assertThat(e.in(name)).isEqualTo(message));
  }

  /** Holds that the file is refused with a message that begins so. */
  static void refusedLike(Path folder, String name, String text, String start) throws IOException {
    Path file = write(folder, name, text, StandardCharsets.UTF_8);
    assertThatThrownBy(() -> TrackFile.read(file, ReadOptions.PLAIN))
        .isInstanceOfSatisfying(
            UnreadableTrack.class,
            e -> org.assertj.core.api.Assertions.assertThat(e.in(name)).startsWith(start));
  }
}
