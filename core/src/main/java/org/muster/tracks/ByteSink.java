package org.muster.tracks;

import java.util.Arrays;

/** Bytes that grow; whole numbers most significant bit first. */
final class ByteSink {
  private byte[] bytes = new byte[256];
  private int length;

  /** Bits that wait for their byte to be full, and how many they are: fewer than eight. */
  private long waiting;

  private int waitingBits;

  int length() {
    return length;
  }

  byte[] array() {
    return bytes;
  }

  void putByte(int value) {
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * length);
    }
    bytes[length++] = (byte) value;
  }

  void putInt(int value) {
    for (int shift = 24; shift >= 0; shift -= 8) {
      putByte(value >>> shift);
    }
  }

  void putLong(long value) {
    putInt((int) (value >>> 32));
    putInt((int) value);
  }

  /** Seven bits a byte, the lowest first; up to ten bytes for what looks negative. */
  void putVarint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      putByte((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    putByte((int) rest);
  }

  void putSigned(long value) {
    putVarint(Series.folded(value));
  }

  void put(ByteSink other) {
    while (bytes.length - length < other.length) {
      bytes = Arrays.copyOf(bytes, 2 * bytes.length);
    }
    System.arraycopy(other.bytes, 0, bytes, length, other.length);
    length += other.length;
  }

  /** The lowest {@code width} bits, of 0 to 64. */
  void putBits(long value, int width) {
    if (width > 32) {
      putBits(value >>> 32, width - 32);
      putBits(value, 32);
      return;
    }
    waiting = (waiting << width) | (value & ((1L << width) - 1));
    waitingBits += width;
    while (waitingBits >= 8) {
      waitingBits -= 8;
      putByte((int) (waiting >>> waitingBits));
    }
  }

  /** Fills the last byte with zeros. */
  void endBits() {
    if (waitingBits > 0) {
      putByte((int) (waiting << (8 - waitingBits)));
    }
    waiting = 0;
    waitingBits = 0;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }
}
