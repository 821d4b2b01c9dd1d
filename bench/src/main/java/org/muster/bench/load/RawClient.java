package org.muster.bench.load;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Sends bytes that need not be a request, and reads what is answered. */
final class RawClient {
  /** Nothing was answered, which was due. */
  static final int SILENCE = 0;

  /** The connection was closed without an answer. */
  static final int CLOSED = -1;

  private static final int WAITS_MILLIS = 30_000;
  private static final int WAITS_FOR_PARTS_MILLIS = 20;

  private RawClient() {}

  /** The status of the answer, {@link #SILENCE} or {@link #CLOSED}. */
  static int send(InetSocketAddress to, Distorted request) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(to, WAITS_MILLIS);
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(request.whole() ? WAITS_MILLIS : WAITS_FOR_PARTS_MILLIS);
      try {
        OutputStream out = socket.getOutputStream();
        out.write(request.text().getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
      } catch (IOException e) {
        // It may answer before it has read all, and close; the answer is read all the same.
      }
      try {
        return status(new BufferedInputStream(socket.getInputStream()));
      } catch (SocketTimeoutException e) {
        return SILENCE;
      } catch (IOException e) {
        return CLOSED;
      }
    }
  }

  private static int status(InputStream in) throws IOException {
    byte[] line = new byte[16];
    int length = 0;
    int next = in.read();
    while (next >= 0 && next != '\n' && length < line.length) {
      line[length++] = (byte) next;
      next = in.read();
    }
    String[] words = new String(line, 0, length, StandardCharsets.US_ASCII).split(" ", -1);
    if (words.length < 2 || !words[0].toUpperCase(Locale.ROOT).startsWith("HTTP/")) {
      return CLOSED;
    }
    return Integer.parseInt(words[1].strip());
  }
}
