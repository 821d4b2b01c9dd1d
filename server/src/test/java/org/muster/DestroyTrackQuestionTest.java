package org.muster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.store.TrackDestroying;

class DestroyTrackQuestionTest {
  private static final TrackDestroying.Track TRACK =
      new TrackDestroying.Track(
          "Ana Silva", Optional.of(Instant.parse("2026-03-01T00:00:00Z")), 93, 1_200);

  private final StringWriter said = new StringWriter();

  @ParameterizedTest
  @ValueSource(strings = {"1042\n", " 1042 \r\n", "1042"})
  void givenTheNumberIsTyped_thenItIsAnsweredAndWhatGoesWasSaid(String typed) {
    assertThat(asked(typed)).isTrue();
    assertThat(said.toString()).contains("Ana Silva", "93 sealed days", "1,200 observations");
  }

  @ParameterizedTest
  @ValueSource(strings = {"y\n", "yes\n", "\n", "1043\n", "01042\n"})
  void givenAnythingElse_thenItIsNot(String typed) {
    assertThat(asked(typed)).isFalse();
  }

  @Test
  void givenNobodyAnswers_thenItIsNot() {
    assertThat(asked("")).isFalse();
  }

  private boolean asked(String typed) {
    return DestroyTrackQuestion.isAnswered(
        1042, TRACK, new StringReader(typed), new PrintWriter(said));
  }
}
