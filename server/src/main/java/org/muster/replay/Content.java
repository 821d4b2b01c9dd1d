package org.muster.replay;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** The bytes of a file, and as text: by its byte order mark, else UTF-8, else Latin-1. */
final class Content {
  private final byte[] bytes;
  private final String text;

  private Content(byte[] bytes, String text) {
    this.bytes = bytes;
    this.text = text;
  }

  static Content of(byte[] bytes) {
    return new Content(bytes, decoded(bytes));
  }

  InputStream stream() {
    return new ByteArrayInputStream(bytes);
  }

  String text() {
    return text;
  }

  private static String decoded(byte[] bytes) {
    if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
      return text(bytes, 3, StandardCharsets.UTF_8);
    }
    if (startsWith(bytes, 0xFF, 0xFE)) {
      return text(bytes, 2, StandardCharsets.UTF_16LE);
    }
    if (startsWith(bytes, 0xFE, 0xFF)) {
      return text(bytes, 2, StandardCharsets.UTF_16BE);
    }
    return text(bytes, 0, StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes, int from, Charset charset) {
    ByteBuffer content = ByteBuffer.wrap(bytes, from, bytes.length - from);
    try {
      return charset.newDecoder().decode(content).toString();
    } catch (CharacterCodingException e) {
      // Names and remarks may hold anything; numbers and times are the same in Latin-1.
      return new String(bytes, from, bytes.length - from, StandardCharsets.ISO_8859_1);
    }
  }

  static boolean startsWith(byte[] bytes, int... start) {
    if (bytes.length < start.length) {
      return false;
    }
    for (int i = 0; i < start.length; i++) {
      if ((bytes[i] & 0xFF) != start[i]) {
        return false;
      }
    }
    return true;
  }
}
