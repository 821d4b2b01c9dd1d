package org.muster.ingest;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.muster.store.Journal;
import org.muster.store.Sender;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The intake on the port of the pages, for an installation with one port: the same reading, the
 * same journal and the same answers as on the intake's own port, with a thread that waits for each.
 */
@RestController
class IntakeEndpoints {
  private static final Logger LOG = LoggerFactory.getLogger(IntakeEndpoints.class);

  private final Intake intake;
  private final InstantSource clock;

  IntakeEndpoints(Intake intake, InstantSource clock) {
    this.intake = intake;
    this.clock = clock;
  }

  @GetMapping({"/intake/osmand", "/intake/osmand/{token}"})
  ResponseEntity<byte[]> get(HttpServletRequest request) throws IOException {
    return answer(request);
  }

  @PostMapping({
    "/intake/traccar",
    "/intake/osmand",
    "/intake/osmand/{token}",
    "/intake/owntracks",
    "/api/v1/observations"
  })
  ResponseEntity<byte[]> post(HttpServletRequest request) throws IOException {
    return answer(request);
  }

  private ResponseEntity<byte[]> answer(HttpServletRequest request) throws IOException {
    Optional<Route> route = Route.find(request.getRequestURI());
    if (route.isEmpty()) {
      return ResponseEntity.status(HttpStatus.NOT_FOUND).build();
    }
    String query = Optional.ofNullable(request.getQueryString()).orElse("");
    Head head = new Head(route.get(), query, request::getHeader, clock.instant(), Runnable::run);
    Reply reply = reply(head, request);
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.status(reply.status())
            .contentType(MediaType.parseMediaType(reply.contentType()));
    reply.headers().forEach(answer::header);
    return answer.body(reply.body().array());
  }

  private Reply reply(Head head, HttpServletRequest request) throws IOException {
    try {
      Optional<Sender> sender = intake.find(head);
      if (sender.isEmpty()) {
        return wait(intake.turnAway(head));
      }
      int bytesMax = head.protocol().bodyBytesMax();
      byte[] body = request.getInputStream().readNBytes(bytesMax + 1);
      return wait(
          body.length > bytesMax
              ? intake.tooLarge(head, sender.get())
              : intake.take(head, sender.get(), body, intake.asking()));
    } catch (RuntimeException | Lookup.NotAtHand e) {
      return Intake.failed(e);
    }
  }

  private static Reply wait(CompletableFuture<Reply> reply) {
    try {
      return reply.get(Journal.WAIT_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      return Intake.failed(e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      LOG.warn("a report was not acknowledged: the journal did not answer in time");
      return Reply.later();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Reply.later();
    }
  }
}
