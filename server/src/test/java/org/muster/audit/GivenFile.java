package org.muster.audit;

/** A file whose bytes a test made. */
final class GivenFile implements Audit.Source {
  private final String name;
  private final byte[] bytes;

  GivenFile(String name, byte[] bytes) {
    this.name = name;
    this.bytes = bytes;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public byte[] read() {
    return bytes;
  }
}
