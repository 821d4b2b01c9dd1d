package org.muster.bench.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * Reads the answers of one connection, piece by piece as they come: status, the headers that
 * matter, and the body by its length or in chunks.
 */
final class Answer {
  private static final int HEAD_BYTES_MAX = 64 * 1024;
  private static final int BODY_BYTES_MAX = 4 * 1024 * 1024;

  private enum State {
    HEAD,
    BODY,
    CHUNK_SIZE,
    CHUNK,
    CHUNK_END,
    TRAILER,
    DONE
  }

  private State state = State.HEAD;
  private byte[] line = new byte[256];
  private int lineLength;
  private byte[] body = new byte[512];
  private int bodyLength;
  private int headBytes;
  private boolean statusRead;
  private long wanted;
  private boolean chunked;

  private int status;
  private boolean closes;
  private long acceptedHeader = -1;
  private long rejectedHeader;

  /** Takes what has come; true when the answer is whole. What follows it stays in the buffer. */
  boolean read(ByteBuffer from) {
    while (state != State.DONE && from.hasRemaining()) {
      switch (state) {
        case HEAD, CHUNK_SIZE, CHUNK_END, TRAILER -> {
          byte b = from.get();
          if (b == '\n') {
            lineRead();
            lineLength = 0;
          } else if (b != '\r') {
            keepLine(b);
          }
        }
        case BODY, CHUNK -> {
          int count = (int) Math.min(wanted, from.remaining());
          keepBody(from, count);
          wanted -= count;
          if (wanted == 0) {
            state = state == State.BODY ? State.DONE : State.CHUNK_END;
          }
        }
        case DONE -> throw new IllegalStateException("the answer was whole");
      }
    }
    return state == State.DONE;
  }

  /** Ready for the next answer of the connection. */
  void clear() {
    state = State.HEAD;
    lineLength = 0;
    bodyLength = 0;
    headBytes = 0;
    statusRead = false;
    wanted = 0;
    chunked = false;
    status = 0;
    closes = false;
    acceptedHeader = -1;
    rejectedHeader = 0;
  }

  int status() {
    return status;
  }

  /** The server says that it closes the connection after this answer. */
  boolean closes() {
    return closes;
  }

  String body() {
    return new String(body, 0, bodyLength, StandardCharsets.UTF_8);
  }

  /**
   * Adds what the answer says of so many observations.
   *
   * @param bare from the bare server, which says nothing more than that it has read the request
   */
  void count(int observations, boolean bare, Tally tally) {
    if (status == 200 && acceptedHeader >= 0) {
      tally.countAccepted(acceptedHeader);
      if (rejectedHeader > 0) {
        tally.countRefused("200", rejectedHeader);
      }
      return;
    }
    long accepted = number("\"accepted\":");
    if (status == 200 && bare) {
      tally.countAccepted(observations);
      return;
    }
    tally.countAccepted(Math.max(0, accepted));
    tally.countDuplicates(Math.max(0, number("\"duplicate\":")));
    long refused = accepted < 0 ? observations : Math.max(0, number("\"rejected\":"));
    if (refused > 0) {
      tally.countRefused(status + reason(), refused);
    }
  }

  private void lineRead() {
    switch (state) {
      case HEAD -> headLine();
      case CHUNK_SIZE -> {
        String size = text().strip();
        int extension = size.indexOf(';');
        wanted = Long.parseLong(extension < 0 ? size : size.substring(0, extension), 16);
        state = wanted == 0 ? State.TRAILER : State.CHUNK;
      }
      case CHUNK_END -> {
        if (lineLength > 0) {
          throw new IllegalStateException("a chunk of an answer is longer than it says");
        }
        state = State.CHUNK_SIZE;
      }
      case TRAILER -> {
        if (lineLength == 0) {
          state = State.DONE;
        }
      }
      case BODY, CHUNK, DONE -> throw new IllegalStateException("no line is read here");
    }
  }

  private void headLine() {
    if (!statusRead) {
      String first = text();
      if (!first.startsWith("HTTP/1.1 ") || first.length() < 12) {
        throw new IllegalStateException("no answer of HTTP/1.1: " + first);
      }
      status = Integer.parseInt(first.substring(9, 12));
      statusRead = true;
    } else if (lineLength > 0) {
      header();
    } else if (chunked) {
      state = State.CHUNK_SIZE;
    } else {
      state = wanted == 0 ? State.DONE : State.BODY;
    }
  }

  /** Most headers matter to nobody here and are not made into text. */
  private void header() {
    int first = line[0] | 0x20;
    if (first != 'c' && first != 't' && first != 'm') {
      return;
    }
    String whole = text();
    int colon = whole.indexOf(':');
    if (colon < 0) {
      return;
    }
    String value = whole.substring(colon + 1).strip();
    switch (whole.substring(0, colon).toLowerCase(Locale.ROOT)) {
      case "content-length" -> wanted = Long.parseLong(value);
      case "transfer-encoding" -> chunked = value.equalsIgnoreCase("chunked");
      case "connection" -> closes = value.equalsIgnoreCase("close");
      case "muster-accepted" -> acceptedHeader = Long.parseLong(value);
      case "muster-rejected" -> rejectedHeader = Long.parseLong(value);
      default -> {}
    }
  }

  private String text() {
    return new String(line, 0, lineLength, StandardCharsets.ISO_8859_1);
  }

  private void keepLine(byte b) {
    if (++headBytes > HEAD_BYTES_MAX) {
      throw new IllegalStateException("the head of an answer is too long");
    }
    if (lineLength == line.length) {
      line = Arrays.copyOf(line, line.length * 2);
    }
    line[lineLength++] = b;
  }

  private void keepBody(ByteBuffer from, int count) {
    if (bodyLength + count > BODY_BYTES_MAX) {
      throw new IllegalStateException("the body of an answer is too long");
    }
    if (bodyLength + count > body.length) {
      body = Arrays.copyOf(body, Math.max(bodyLength + count, body.length * 2));
    }
    from.get(body, bodyLength, count);
    bodyLength += count;
  }

  /** The number after the first such name in the body; -1 where there is none. */
  private long number(String name) {
    int at = find(name);
    if (at < 0) {
      return -1;
    }
    long number = 0;
    for (int i = at + name.length(); i < bodyLength && body[i] >= '0' && body[i] <= '9'; i++) {
      number = number * 10 + (body[i] - '0');
    }
    return number;
  }

  private String reason() {
    String name = "\"reason\":\"";
    int at = find(name);
    if (at < 0) {
      return "";
    }
    int end = at + name.length();
    while (end < bodyLength && body[end] != '"') {
      end++;
    }
    int from = at + name.length();
    return " " + new String(body, from, Math.min(end - from, 60), StandardCharsets.UTF_8);
  }

  private int find(String name) {
    for (int i = 0; i + name.length() <= bodyLength; i++) {
      int k = 0;
      while (k < name.length() && body[i + k] == name.charAt(k)) {
        k++;
      }
      if (k == name.length()) {
        return i;
      }
    }
    return -1;
  }
}
