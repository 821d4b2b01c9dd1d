package org.muster.ingest;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.muster.store.Sender;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection: a request at a time, read whole, answered, and then the next. Everything happens
 * on the loop of the connection, but what waits for the database or takes long.
 *
 * <p>Over 250 lines because the states of a connection and what moves it between them are read
 * together.
 */
// What fails on a connection ends it, and is told there; nobody would look at each of the futures.
@SuppressWarnings("FutureReturnValueIgnored")
final class IntakeConnection extends ChannelInboundHandlerAdapter {
  private static final int LOOKS_A_LIMIT = 4;
  private static final Duration LOOKED_EVERY_MAX = Duration.ofSeconds(5);

  /** Of a request that was answered before it was read, so much is read before it is cut off. */
  private static final int DISCARDED_BYTES_MAX = 8 * 1024 * 1024;

  private static final byte[] NOTHING = new byte[0];
  private static final Logger LOG = LoggerFactory.getLogger(IntakeConnection.class);

  private final ConnectionRoom room;
  private State state = State.HEAD;
  private long dueNanos;

  /** Which request it is: an answer that comes for an earlier one comes too late. */
  private long turn;

  private boolean keepAlive = true;
  private boolean stopping;
  private boolean withoutBody;
  private @Nullable Head head;
  private @Nullable Sender sender;
  private byte[] body = NOTHING;
  private int bodyLength;
  private int reserved;
  private long discarded;

  /** Where it is with its request. */
  private enum State {
    /** Waits for the head of the next request. */
    HEAD,
    /** Waits for who shows the token. */
    ADMITTING,
    /** Reads the body. */
    BODY,
    /** Waits for the answer. */
    ANSWERING,
    /** Was answered, and reads what its sender still sends, so that the answer arrives. */
    DISCARDING
  }

  IntakeConnection(ConnectionRoom room) {
    this.room = room;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    ctx.channel().closeFuture().addListener(closed -> room.leave());
    due(room.limits().headWithin());
    if (!room.enter(ctx.channel())) {
      ctx.writeAndFlush(Responses.of(Reply.later(), false, false))
          .addListener(ChannelFutureListener.CLOSE);
      return;
    }
    Duration every = room.limits().headWithin().dividedBy(LOOKS_A_LIMIT);
    long millis = Math.min(every.toMillis(), LOOKED_EVERY_MAX.toMillis());
    var looks =
        ctx.executor()
            .scheduleWithFixedDelay(() -> look(ctx), millis, millis, TimeUnit.MILLISECONDS);
    ctx.channel().closeFuture().addListener(closed -> looks.cancel(false));
    ctx.read();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    try {
      if (message instanceof HttpRequest request) {
        head(ctx, request);
      } else if (message instanceof HttpContent content) {
        content(ctx, content);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void head(ChannelHandlerContext ctx, HttpRequest request) {
    turn++;
    withoutBody = request.method().equals(HttpMethod.HEAD);
    Optional<Reply> wrong = RequestHeads.wrong(request);
    if (wrong.isPresent()) {
      end(ctx, wrong.get(), false);
      if (request.decoderResult().isFailure() && ctx.channel() instanceof DuplexChannel both) {
        // Where it ends nobody knows: its sender is told at once that this was the last answer.
        both.shutdownOutput();
      }
      return;
    }
    keepAlive = HttpUtil.isKeepAlive(request);
    Head whole = RequestHeads.read(request, room.clock().instant(), ctx.executor());
    head = whole;
    boolean continues = HttpUtil.is100ContinueExpected(request);
    long length = HttpUtil.getContentLength(request, 0L);
    state = State.ADMITTING;
    due(room.limits().answerWithin());
    Optional<Sender> known = room.intake().recall(whole);
    if (known.isPresent() || whole.token().isEmpty()) {
      admit(ctx, whole, known, continues, length);
    } else {
      long asked = turn;
      room.work(() -> CompletableFuture.completedFuture(room.intake().find(whole)))
          .whenComplete(
              (found, failure) ->
                  onLoop(
                      ctx,
                      () -> {
                        if (asked != turn || state != State.ADMITTING) {
                          return;
                        }
                        if (failure == null) {
                          admit(ctx, whole, found, continues, length);
                        } else {
                          end(ctx, Intake.failed(failure), false);
                        }
                      }));
    }
  }

  private void admit(
      ChannelHandlerContext ctx, Head whole, Optional<Sender> who, boolean continues, long length) {
    if (who.isEmpty()) {
      endWith(ctx, room.intake().turnAway(whole), false);
    } else if (length > whole.protocol().bodyBytesMax()) {
      endWith(ctx, room.intake().tooLarge(whole, who.get()), false);
    } else {
      sender = who.get();
      state = State.BODY;
      due(room.limits().bodyWithin());
      if (continues) {
        ctx.writeAndFlush(Responses.goOn());
      }
      ctx.read();
    }
  }

  private void content(ChannelHandlerContext ctx, HttpContent content) {
    if (state == State.DISCARDING) {
      discarded += content.content().readableBytes();
      if (content instanceof LastHttpContent || discarded > DISCARDED_BYTES_MAX) {
        ctx.close();
      } else {
        ctx.read();
      }
      return;
    }
    Head whole = head;
    Sender who = sender;
    if (state != State.BODY || whole == null || who == null) {
      ctx.close();
      return;
    }
    boolean last = content instanceof LastHttpContent;
    ByteBuf piece = content.content();
    int length = piece.readableBytes();
    if (content.decoderResult().isFailure()) {
      end(ctx, RequestHeads.malformed("the body is no HTTP: its chunks can not be read"), true);
    } else if (bodyLength + length > whole.protocol().bodyBytesMax()) {
      endWith(ctx, room.intake().tooLarge(whole, who), last);
    } else if (!room.reserve(length)) {
      end(ctx, Reply.later(), last);
    } else {
      reserved += length;
      append(piece, length);
      if (last) {
        take(ctx, whole, who);
      } else {
        ctx.read();
      }
    }
  }

  private void append(ByteBuf piece, int length) {
    if (length == 0) {
      return;
    }
    if (bodyLength + length > body.length) {
      body = Arrays.copyOf(body, Math.max(bodyLength + length, 2 * body.length));
    }
    piece.readBytes(body, bodyLength, length);
    bodyLength += length;
  }

  private void take(ChannelHandlerContext ctx, Head whole, Sender who) {
    state = State.ANSWERING;
    due(room.limits().answerWithin());
    byte[] bytes = bodyLength == body.length ? body : Arrays.copyOf(body, bodyLength);
    // The room is kept until it is answered, also when the sender is gone before.
    int held = reserved;
    reserved = 0;
    body = NOTHING;
    CompletableFuture<Reply> reply = taken(whole, who, bytes);
    reply.whenComplete((said, failure) -> room.free(held));
    answer(ctx, reply);
  }

  private CompletableFuture<Reply> taken(Head whole, Sender who, byte[] bytes) {
    Intake intake = room.intake();
    if (bytes.length <= Protocol.REPORT_BYTES_MAX) {
      try {
        return intake.take(whole, who, bytes, intake.atHand());
      } catch (Lookup.NotAtHand e) {
        // A worker asks for it.
      } catch (RuntimeException e) {
        return CompletableFuture.failedFuture(e);
      }
    }
    return room.work(() -> intake.take(whole, who, bytes, intake.asking()));
  }

  private void answer(ChannelHandlerContext ctx, CompletableFuture<Reply> reply) {
    long asked = turn;
    reply.whenComplete(
        (said, failure) ->
            onLoop(
                ctx,
                () -> {
                  if (asked != turn) {
                    return;
                  }
                  Reply is = failure == null ? said : Intake.failed(failure);
                  if (state == State.ANSWERING) {
                    answer(ctx, is);
                  } else if (state == State.ADMITTING) {
                    end(ctx, is, false);
                  }
                }));
  }

  /** Answers a request that was read whole. */
  private void answer(ChannelHandlerContext ctx, Reply reply) {
    boolean goesOn = keepAlive && !stopping;
    freeBody();
    state = State.DISCARDING;
    due(room.limits().bodyWithin());
    ctx.writeAndFlush(Responses.of(reply, goesOn, withoutBody))
        .addListener(
            (ChannelFutureListener)
                written -> {
                  if (written.isSuccess() && goesOn) {
                    next(ctx);
                  } else {
                    ctx.close();
                  }
                });
  }

  private void next(ChannelHandlerContext ctx) {
    if (stopping) {
      ctx.close();
      return;
    }
    state = State.HEAD;
    due(room.limits().headWithin());
    ctx.read();
  }

  /** Answers when it is known what, and the connection ends with it. */
  private void endWith(ChannelHandlerContext ctx, CompletableFuture<Reply> reply, boolean last) {
    state = last ? State.ANSWERING : State.ADMITTING;
    keepAlive = false;
    due(room.limits().answerWithin());
    answer(ctx, reply);
  }

  /**
   * Answers a request that is not taken, and the connection ends with it.
   *
   * @param last whether nothing more of the request comes; else that is read first, since what
   *     nobody reads may take the answer from its sender
   */
  private void end(ChannelHandlerContext ctx, Reply reply, boolean last) {
    keepAlive = false;
    if (last) {
      answer(ctx, reply);
      return;
    }
    freeBody();
    state = State.DISCARDING;
    due(room.limits().bodyWithin());
    ctx.writeAndFlush(Responses.of(reply, false, withoutBody));
    ctx.read();
  }

  private void freeBody() {
    room.free(reserved);
    reserved = 0;
    body = NOTHING;
    bodyLength = 0;
    head = null;
    sender = null;
  }

  private void due(Duration within) {
    dueNanos = System.nanoTime() + within.toNanos();
  }

  /** Ends what takes too long: whoever sends a letter a second holds no connection for long. */
  private void look(ChannelHandlerContext ctx) {
    if (System.nanoTime() - dueNanos < 0) {
      return;
    }
    if (state == State.ADMITTING || state == State.ANSWERING) {
      turn++;
      end(ctx, Reply.later(), state == State.ANSWERING);
    } else {
      ctx.close();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event == IntakeListener.Stopping.NOW) {
      stopping = true;
      if (state == State.HEAD || state == State.DISCARDING) {
        ctx.close();
      }
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    turn++;
    freeBody();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (!(cause instanceof IOException)) {
      LOG.warn("a connection of the intake failed", cause);
    }
    ctx.close();
  }

  private static void onLoop(ChannelHandlerContext ctx, Runnable what) {
    if (ctx.executor().inEventLoop()) {
      what.run();
    } else {
      ctx.executor().execute(what);
    }
  }
}
