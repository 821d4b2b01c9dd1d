package org.muster.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * Server-sent events for open pages. The stream says "changed" and no more, so that nothing of
 * anybody is in it; it ends with the session. Requests are on virtual threads, so that one that
 * waits costs little.
 */
@Controller
class LivePages {
  static final String PATH = "/live";

  /** So often a page that was left is noticed, and a session that ended. */
  private static final long HEARTBEAT_MILLIS = 10_000;

  /** Changes that follow each other within this time are told once. */
  private static final long TOGETHER_MILLIS = 200;

  private static final Pattern TOPIC = Pattern.compile("worklist|roll|person-[0-9]{1,18}");
  private static final String CHANGED = "event: changed\ndata: changed\n\n";
  private static final int RETRY_AFTER_SECONDS = 30;

  private final LiveConnections connections;
  private final InstantSource clock;

  LivePages(LiveConnections connections, InstantSource clock) {
    this.connections = connections;
    this.clock = clock;
  }

  @GetMapping(PATH + "/{topic}")
  void live(@PathVariable String topic, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HttpSession session = request.getSession(false);
    String person = request.getRemoteUser();
    if (session == null || person == null || !TOPIC.matcher(topic).matches()) {
      // Who signs each request by itself has no page that is open.
      response.sendError(HttpStatus.NOT_FOUND.value());
      return;
    }
    Optional<LiveConnections.Connection> connection =
        connections.open(topic, person, session.getId());
    if (connection.isEmpty()) {
      response.setHeader("Retry-After", Integer.toString(RETRY_AFTER_SECONDS));
      response.sendError(HttpStatus.SERVICE_UNAVAILABLE.value());
      return;
    }
    try {
      response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
      response.setHeader("Cache-Control", "no-store");
      response.setHeader("X-Accel-Buffering", "no");
      boolean again = request.getHeader("Last-Event-ID") != null;
      tell(connection.get(), session, again, response.getOutputStream());
    } catch (IOException left) {
      // The page was closed: nobody is there to be told.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      connections.close(connection.get());
    }
  }

  private void tell(
      LiveConnections.Connection connection, HttpSession session, boolean again, OutputStream out)
      throws IOException, InterruptedException {
    // The browser says the id when it comes again: what changed meanwhile nobody told it.
    send(out, "id: 1\nretry: " + RETRY_AFTER_SECONDS * 1_000 + "\n\n");
    if (again) {
      send(out, CHANGED);
    }
    while (!connection.isClosed() && IdleSessions.goesOn(session, clock.instant())) {
      if (connection.await(HEARTBEAT_MILLIS)) {
        send(out, CHANGED);
        Thread.sleep(TOGETHER_MILLIS);
      } else {
        send(out, ": still here\n\n");
      }
    }
  }

  private static void send(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }
}
