package org.muster.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DistortedTest {
  private final Probe probe =
      new Probe(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 1),
          "POST",
          "/participants/17/end?of=all",
          List.of("Host: here", "Content-Type: application/json"),
          "{\"name\":\"x\",\"count\":1}");

  @Test
  void givenOneSeed_thenTheSameIsSentAgain() {
    for (long seed = 0; seed < 500; seed++) {
      assertThat(Distorted.of(probe, new Random(seed)))
          .isEqualTo(Distorted.of(probe, new Random(seed)));
    }
  }

  @Test
  void givenManySeeds_thenEachPartIsDistortedAndAllOfItCanBeSent() {
    Set<String> methods = new HashSet<>();
    Set<String> texts = new HashSet<>();
    int cut = 0;
    for (long seed = 0; seed < 5_000; seed++) {
      Distorted one = Distorted.of(probe, new Random(seed));
      assertThat(one.text().chars()).allMatch(c -> c < 256);
      texts.add(one.text());
      int end = one.text().indexOf(' ');
      methods.add(end < 0 ? "" : one.text().substring(0, end));
      if (one.whole()) {
        assertThat(one.text()).contains("\r\n\r\n");
      } else {
        cut++;
      }
    }
    assertThat(methods).contains("GET", "POST", "TRACE", "BREW");
    assertThat(texts).hasSizeGreaterThan(2_500);
    assertThat(texts).anyMatch(text -> !text.contains("Host: here"));
    assertThat(texts).anyMatch(text -> text.contains("[[[[1]]]]") || text.contains("[[[[["));
    assertThat(cut).isBetween(50, 2_000);
  }

  @Test
  void givenNumbersInAPath_thenPagesOfOneKindHaveOneName() {
    assertThat(probe.name()).isEqualTo("POST /participants/#/end");
  }
}
