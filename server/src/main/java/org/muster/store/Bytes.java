package org.muster.store;

import java.util.Arrays;

/** Bytes as they were received: a value, that nobody changes. */
public final class Bytes {
  public static final Bytes NONE = new Bytes(new byte[0]);

  private final byte[] array;

  private Bytes(byte[] array) {
    this.array = array;
  }

  /** Of the array, which is handed over: it must not be changed any more. */
  public static Bytes of(byte[] array) {
    return new Bytes(array);
  }

  /** The array itself, to be read only. */
  public byte[] array() {
    return array;
  }

  /** A part of them. */
  Bytes from(int start, int end) {
    return new Bytes(Arrays.copyOfRange(array, start, end));
  }

  public int length() {
    return array.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes bytes && Arrays.equals(array, bytes.array);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(array);
  }

  @Override
  public String toString() {
    return array.length + " bytes";
  }
}
