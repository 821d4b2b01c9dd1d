package org.muster.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.List;

/** A keep-alive connection with the devices that report over it; one request at a time is out. */
final class Connection {
  private static final int RECEIVE_BYTES = 16 * 1024;

  private final InetSocketAddress address;
  private final List<Request> requests;
  private final Answer answer = new Answer();
  private final ByteBuffer received = ByteBuffer.allocateDirect(RECEIVE_BYTES);
  private SocketChannel channel;
  private SelectionKey key;
  private ByteBuffer sending = ByteBuffer.allocate(0);
  private int next;
  private long turn;
  private boolean waits;
  private long intendedAt;
  private int observations;

  Connection(InetSocketAddress address, List<Request> requests, Selector selector)
      throws IOException {
    this.address = address;
    this.requests = List.copyOf(requests);
    this.channel = connected();
    this.key = registered(selector);
  }

  /** An answer is awaited. */
  boolean waits() {
    return waits;
  }

  long intendedAt() {
    return intendedAt;
  }

  int observations() {
    return observations;
  }

  Answer answer() {
    return answer;
  }

  /** Sends the next device's request; what the socket does not take now follows later. */
  void send(long intended) throws IOException {
    Request request = requests.get(next);
    next = (next + 1) % requests.size();
    sending = request.written(System.currentTimeMillis(), turn);
    turn += request.observations();
    observations = request.observations();
    intendedAt = intended;
    waits = true;
    answer.clear();
    write();
  }

  void write() throws IOException {
    channel.write(sending);
    key.interestOps(
        sending.hasRemaining()
            ? SelectionKey.OP_READ | SelectionKey.OP_WRITE
            : SelectionKey.OP_READ);
  }

  /** Reads what has come; true when the answer is whole. */
  boolean read() throws IOException {
    received.clear();
    int count = channel.read(received);
    if (count < 0) {
      throw new IOException("the server closed the connection");
    }
    received.flip();
    if (count == 0) {
      return false;
    }
    if (!waits) {
      throw new IOException("the server sent what nobody asked for");
    }
    boolean whole = answer.read(received);
    if (whole) {
      if (received.hasRemaining()) {
        throw new IOException("the server sent more than the answer");
      }
      waits = false;
    }
    return whole;
  }

  /** A new connection in the place of this one; a request that was out has no answer. */
  void reconnect(Selector selector) throws IOException {
    close();
    waits = false;
    channel = connected();
    key = registered(selector);
  }

  void close() throws IOException {
    key.cancel();
    channel.close();
  }

  private SelectionKey registered(Selector selector) throws IOException {
    return channel.register(selector, SelectionKey.OP_READ, this);
  }

  private SocketChannel connected() throws IOException {
    SocketChannel opened = SocketChannel.open();
    try {
      opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
      opened.connect(address);
      opened.configureBlocking(false);
      return opened;
    } catch (IOException e) {
      opened.close();
      throw e;
    }
  }
}
