package org.muster.ingest;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The intake's own port, where no request has a thread: a few loops read and write all connections,
 * and an answer is written when the journal says that its commit is on disk.
 */
@Component
class IntakeListener implements SmartLifecycle {
  /** The setting by which nothing listens. */
  private static final String OFF = "off";

  /** The setting by which it listens on the port after that of the pages. */
  private static final String NEXT = "next";

  /** What may wait for a thread that asks the database, or that reads a long body. */
  private static final int WORK_MAX = 4_096;

  private static final int WORKERS = 2;
  private static final int BACKLOG_MAX = 1_024;
  private static final long STOP_SECONDS_MAX = 10;
  private static final Logger LOG = LoggerFactory.getLogger(IntakeListener.class);

  private final Intake intake;
  private final InstantSource clock;
  private final String setting;
  private final int pagesPort;
  private final String address;
  private final ListenerLimits limits;
  private @Nullable Running running;

  @Autowired
  IntakeListener(
      Intake intake,
      InstantSource clock,
      @Value("${muster.intake.port:off}") String setting,
      @Value("${server.port:8080}") int pagesPort,
      @Value("${server.address:127.0.0.1}") String address) {
    this(intake, clock, setting, pagesPort, address, ListenerLimits.usual());
  }

  IntakeListener(
      Intake intake,
      InstantSource clock,
      String setting,
      int pagesPort,
      String address,
      ListenerLimits limits) {
    this.intake = intake;
    this.clock = clock;
    this.setting = setting.strip();
    this.pagesPort = pagesPort;
    this.address = address;
    this.limits = limits;
  }

  private record Running(
      EventLoopGroup loops,
      ExecutorService workers,
      ChannelGroup connections,
      ConnectionRoom room,
      Channel server) {}

  /** The port that it listens on; 0 when it does not. */
  int port() {
    Running now = running;
    return now == null ? 0 : ((InetSocketAddress) now.server().localAddress()).getPort();
  }

  /** The bytes of bodies that are read or waited for now. */
  long heldBytes() {
    Running now = running;
    return now == null ? 0 : now.room().heldBytes();
  }

  // That the loops end is not waited for where they could not begin.
  @SuppressWarnings("FutureReturnValueIgnored")
  @Override
  public synchronized void start() {
    if (setting.equals(OFF) || running != null) {
      return;
    }
    int port = askedPort();
    EventLoopGroup loops = new MultiThreadIoEventLoopGroup(0, NioIoHandler.newFactory());
    ExecutorService workers =
        new ThreadPoolExecutor(
            WORKERS,
            WORKERS,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WORK_MAX),
            Thread.ofPlatform().name("intake-", 0).factory());
    ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    ConnectionRoom room = new ConnectionRoom(intake, clock, workers, connections, limits);
    try {
      Channel server =
          new ServerBootstrap()
              .group(loops)
              .channel(NioServerSocketChannel.class)
              .option(ChannelOption.SO_BACKLOG, BACKLOG_MAX)
              .option(ChannelOption.SO_REUSEADDR, true)
              .childOption(ChannelOption.TCP_NODELAY, true)
              .childOption(ChannelOption.AUTO_READ, false)
              .childHandler(new Initializer(room))
              .bind(new InetSocketAddress(address, port))
              .syncUninterruptibly()
              .channel();
      running = new Running(loops, workers, connections, room, server);
      LOG.info("Devices are heard on port {}.", port());
    } catch (Exception e) {
      // Netty throws on what the system says of the port, which is checked, and not declared.
      loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
      workers.shutdown();
      throw new PortNotUsable(port, e);
    }
  }

  private int askedPort() {
    if (setting.equals(NEXT)) {
      return pagesPort > 0 ? pagesPort + 1 : 0;
    }
    try {
      return Integer.parseInt(setting);
    } catch (NumberFormatException e) {
      throw new PortNotUsable(setting, e);
    }
  }

  /** Takes nothing more, answers what is waited for, and ends. */
  @Override
  public synchronized void stop() {
    Running now = running;
    if (now == null) {
      return;
    }
    running = null;
    now.server().close().awaitUninterruptibly();
    now.connections().forEach(one -> one.pipeline().fireUserEventTriggered(Stopping.NOW));
    now.connections().newCloseFuture().awaitUninterruptibly(STOP_SECONDS_MAX, TimeUnit.SECONDS);
    now.workers().shutdown();
    now.loops().shutdownGracefully(0, STOP_SECONDS_MAX, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  /** Told to each connection: no further request is read. */
  enum Stopping {
    NOW
  }

  @Override
  public boolean isRunning() {
    return running != null;
  }

  private static final class Initializer extends ChannelInitializer<SocketChannel> {
    private final ConnectionRoom room;

    Initializer(ConnectionRoom room) {
      this.room = room;
    }

    @Override
    protected void initChannel(SocketChannel channel) {
      ChannelPipeline pipeline = channel.pipeline();
      pipeline.addLast(new StrictRequests());
      pipeline.addLast(new HttpResponseEncoder());
      pipeline.addLast(new OneAtATime());
      pipeline.addLast(new IntakeConnection(room));
    }
  }
}
