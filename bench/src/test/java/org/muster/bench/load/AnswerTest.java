package org.muster.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

// A line of HTTP ends in two characters, which a text block would hide.
@SuppressWarnings("StringConcatToTextBlock")
class AnswerTest {
  private final Answer answer = new Answer();
  private final Tally tally = new Tally();

  @Test
  void givenAnAnswerInAnyPieces_thenItIsReadWhole() {
    String chunked =
        "HTTP/1.1 200 \r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "14\r\n{\"accepted\":7,\"dupli\r\nd\r\ncate\":2,\"reje\r\n"
            + "14\r\ncted\":1,\"reasons\":[]\r\n1;x=y\r\n}\r\n0\r\n\r\n";
    for (int piece = 1; piece <= chunked.length(); piece++) {
      Answer each = new Answer();
      Tally counted = new Tally();
      boolean whole = false;
      for (int from = 0; from < chunked.length(); from += piece) {
        assertThat(whole).isFalse();
        whole = each.read(bytes(chunked.substring(from, Math.min(from + piece, chunked.length()))));
      }
      assertThat(whole).isTrue();
      assertThat(each.body())
          .isEqualTo("{\"accepted\":7,\"duplicate\":2,\"rejected\":1,\"reasons\":[]}");
      each.count(10, false, counted);
      assertThat(counted.accepted()).isEqualTo(7);
      assertThat(counted.duplicates()).isEqualTo(2);
      assertThat(counted.refused()).containsExactly(java.util.Map.entry("200", 1L));
    }
  }

  @Test
  void givenARefusal_thenItCountsByStatusAndReason() {
    String body = "{\"status\":400,\"reason\":\"TimeAhead\",\"detail\":\"...\"}";
    read("HTTP/1.1 400 \r\ncontent-length: " + body.length() + "\r\n\r\n" + body);
    answer.count(3, false, tally);
    assertThat(tally.accepted()).isZero();
    assertThat(tally.refused()).containsExactly(java.util.Map.entry("400 TimeAhead", 3L));
  }

  @Test
  void givenAnswersOneAfterTheOther_thenNothingOfTheFirstIsLeftInTheSecond() {
    read(
        "HTTP/1.1 200 \r\nConnection: close\r\nMuster-Accepted: 2\r\nMuster-Rejected: 1\r\n"
            + "Content-Length: 2\r\n\r\n[]");
    answer.count(3, false, tally);
    assertThat(answer.closes()).isTrue();
    assertThat(tally.accepted()).isEqualTo(2);
    answer.clear();
    read("HTTP/1.1 503 \r\nContent-Length: 0\r\n\r\n");
    answer.count(1, false, tally);
    assertThat(answer.closes()).isFalse();
    assertThat(tally.accepted()).isEqualTo(2);
    assertThat(tally.refused()).containsEntry("503", 1L).containsEntry("200", 1L);
  }

  @Test
  void givenA200ThatSaysNothing_thenItCountsForTheBareServerOnly() {
    read("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");
    answer.count(1, false, tally);
    assertThat(tally.accepted()).isZero();
    answer.count(1, true, tally);
    assertThat(tally.accepted()).isEqualTo(1);
  }

  @Test
  void givenMoreThanTheAnswer_thenTheRestStaysInTheBuffer() {
    ByteBuffer two = bytes("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\nHTTP/1.1 200 OK\r\n");
    assertThat(answer.read(two)).isTrue();
    assertThat(two.hasRemaining()).isTrue();
  }

  private void read(String text) {
    assertThat(answer.read(bytes(text))).isTrue();
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
