package org.muster.ingest;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;

/**
 * Hands on one message for each that is asked for, and reads on from the line only when there is
 * none left. So what is read ahead of its turn is what one look at the line brought, and no more.
 * (Netty's own handler for this forgets a message that was asked for while another was handed on.)
 */
final class OneAtATime extends ChannelDuplexHandler {
  private final ArrayDeque<Object> ahead = new ArrayDeque<>();
  private boolean asked;
  private boolean handing;

  @Override
  public void read(ChannelHandlerContext ctx) {
    asked = true;
    hand(ctx);
    if (asked && ahead.isEmpty()) {
      ctx.read();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ahead.add(message);
    hand(ctx);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    if (asked) {
      // What came was not yet a whole message.
      ctx.read();
    }
    ctx.fireChannelReadComplete();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    drop();
    ctx.fireChannelInactive();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    drop();
  }

  /** In a loop, not by recursion: many requests may have come at once. */
  private void hand(ChannelHandlerContext ctx) {
    if (handing) {
      return;
    }
    handing = true;
    try {
      while (asked && !ahead.isEmpty()) {
        asked = false;
        ctx.fireChannelRead(ahead.poll());
      }
    } finally {
      handing = false;
    }
  }

  private void drop() {
    for (Object left = ahead.poll(); left != null; left = ahead.poll()) {
      ReferenceCountUtil.release(left);
    }
  }
}
