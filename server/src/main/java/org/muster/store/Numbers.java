package org.muster.store;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/** Whole numbers as bytes: seven bits a byte, the lowest first, so that small ones are short. */
final class Numbers {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  void putByte(int value) {
    out.write(value);
  }

  void putBytes(byte[] bytes) {
    out.writeBytes(bytes);
  }

  void putDouble(double number) {
    out.writeBytes(ByteBuffer.allocate(Double.BYTES).putDouble(number).array());
  }

  void put(long number) {
    long left = number;
    while ((left & ~0x7FL) != 0) {
      out.write((int) (left & 0x7F) | 0x80);
      left >>>= 7;
    }
    out.write((int) left);
  }

  /** Small numbers of either sign are short. */
  void putSigned(long number) {
    put((number << 1) ^ (number >> 63));
  }

  byte[] toByteArray() {
    return out.toByteArray();
  }

  static long get(ByteBuffer in) {
    long number = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte next = in.get();
      number |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return number;
      }
    }
    throw new IllegalStateException("a number has no end");
  }

  static long getSigned(ByteBuffer in) {
    long number = get(in);
    return (number >>> 1) ^ -(number & 1);
  }

  /** So many bytes, which must be there before room is made for them. */
  static byte[] bytes(ByteBuffer in, long count) {
    if (count < 0 || count > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[(int) count];
    in.get(bytes);
    return bytes;
  }
}
