package org.muster.bench.load;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;

/**
 * The peer of the intake: Netty alone. It parses an OsmAnd query, looks whether it holds a device,
 * a time and a place, answers, and does nothing else. A process of its own, as the true server is.
 */
public final class BareServer {
  static final String READY = "listening on ";
  private static final int BODY_BYTES_MAX = 4 * 1024 * 1024;

  private BareServer() {}

  /** Says on which port it listens, and listens until it is stopped. */
  public static void main(String[] arguments) throws InterruptedException {
    EventLoopGroup loops = new MultiThreadIoEventLoopGroup(NioIoHandler.newFactory());
    try {
      var channel =
          new ServerBootstrap()
              .group(loops)
              .channel(NioServerSocketChannel.class)
              .childHandler(new Handlers())
              .bind(InetAddress.getLoopbackAddress(), 0)
              .sync()
              .channel();
      if (channel.localAddress() instanceof InetSocketAddress at) {
        System.out.println(READY + at.getPort());
      }
      channel.closeFuture().sync();
    } finally {
      loops.shutdownGracefully().syncUninterruptibly();
    }
  }

  private static final class Handlers extends ChannelInitializer<SocketChannel> {
    @Override
    protected void initChannel(SocketChannel channel) {
      channel
          .pipeline()
          .addLast(new HttpServerCodec())
          .addLast(new HttpObjectAggregator(BODY_BYTES_MAX))
          .addLast(new Reading());
    }
  }

  private static final class Reading extends SimpleChannelInboundHandler<FullHttpRequest> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
      var response =
          new DefaultFullHttpResponse(
              HttpVersion.HTTP_1_1,
              understood(request) ? HttpResponseStatus.OK : HttpResponseStatus.BAD_REQUEST,
              Unpooled.EMPTY_BUFFER);
      response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, 0);
      HttpUtil.setKeepAlive(response, HttpUtil.isKeepAlive(request));
      // Who does not get an answer says so; nothing is done about it here.
      var _ = context.writeAndFlush(response);
    }

    private static boolean understood(FullHttpRequest request) {
      try {
        Map<String, List<String>> fields = new QueryStringDecoder(request.uri()).parameters();
        return !first(fields, "id").isEmpty()
            && Long.parseLong(first(fields, "timestamp")) > 0
            && Math.abs(Double.parseDouble(first(fields, "lat"))) <= 90
            && Math.abs(Double.parseDouble(first(fields, "lon"))) <= 180;
      } catch (IllegalArgumentException e) {
        return false;
      }
    }

    private static String first(Map<String, List<String>> fields, String name) {
      return fields.getOrDefault(name, List.of("")).getFirst();
    }
  }
}
