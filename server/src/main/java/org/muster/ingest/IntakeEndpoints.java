package org.muster.ingest;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.muster.ingest.Decoding.Rejected;
import org.muster.ingest.Intake.Outcome;
import org.muster.store.Bytes;
import org.muster.store.JournalBusy;
import org.muster.store.Sender;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where devices and gateways send. A 2xx says that everything the report holds, and that may be
 * kept, is on disk; whoever gets none sends again.
 */
@RestController
class IntakeEndpoints {
  static final int REPORT_BYTES_MAX = 64 * 1024;
  static final int NATIVE_BYTES_MAX = 4 * 1024 * 1024;

  private final Intake intake;
  private final NativeIntake natives;
  private final InstantSource clock;

  IntakeEndpoints(Intake intake, NativeIntake natives, InstantSource clock) {
    this.intake = intake;
    this.natives = natives;
    this.clock = clock;
  }

  /** What a protocol does once the sender is let in. */
  private interface Reading {
    ResponseEntity<Object> read(Sender sender, Instant receivedAt)
        throws IOException, Unreadable, JournalBusy;
  }

  @PostMapping("/intake/traccar")
  ResponseEntity<Object> traccar(HttpServletRequest request) throws IOException, JournalBusy {
    return letIn(
        Protocol.TRACCAR,
        token(request),
        (sender, receivedAt) -> {
          byte[] body = Requests.body(request, REPORT_BYTES_MAX);
          Arrival arrival = new Arrival(Protocol.TRACCAR, sender, Bytes.of(body), receivedAt);
          return answer(intake.take(arrival, Traccar.decode(body)));
        });
  }

  @GetMapping(path = {"/intake/osmand", "/intake/osmand/{token}"})
  ResponseEntity<Object> osmandGet(
      HttpServletRequest request, @PathVariable(required = false) @Nullable String token)
      throws IOException, JournalBusy {
    return osmand(request, token);
  }

  @PostMapping(path = {"/intake/osmand", "/intake/osmand/{token}"})
  ResponseEntity<Object> osmandPost(
      HttpServletRequest request, @PathVariable(required = false) @Nullable String token)
      throws IOException, JournalBusy {
    return osmand(request, token);
  }

  @PostMapping(path = "/intake/owntracks", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Object> owntracks(HttpServletRequest request) throws IOException, JournalBusy {
    return letIn(
        Protocol.OWNTRACKS,
        token(request),
        (sender, receivedAt) -> {
          byte[] body = Requests.body(request, REPORT_BYTES_MAX);
          Arrival arrival = new Arrival(Protocol.OWNTRACKS, sender, Bytes.of(body), receivedAt);
          Decoding decoding = OwnTracks.decode(body, names(request, sender));
          return switch (intake.take(arrival, decoding)) {
            case Outcome.NotTaken(Rejected rejected) -> Refused.answer(rejected);
            // The apps read the answer as a list of messages for them.
            case Outcome.Taken(Answer answer) ->
                ResponseEntity.ok()
                    .header("Muster-Accepted", Integer.toString(answer.accepted()))
                    .header("Muster-Rejected", Integer.toString(answer.rejected()))
                    .body(List.of());
          };
        });
  }

  @PostMapping("/api/v1/observations")
  ResponseEntity<Object> observations(HttpServletRequest request) throws IOException, JournalBusy {
    return letIn(
        Protocol.NATIVE,
        token(request),
        (sender, receivedAt) -> {
          byte[] body = Requests.body(request, NATIVE_BYTES_MAX);
          Arrival arrival = new Arrival(Protocol.NATIVE, sender, Bytes.of(body), receivedAt);
          Answer answer = natives.take(arrival);
          boolean allBad =
              answer.rejected() > 0
                  && answer.accepted() + answer.duplicate() == 0
                  && answer.reasons().stream()
                      .noneMatch(why -> why.reason().equals(Reason.NO_ASSIGNMENT.word()));
          return ResponseEntity.status(allBad ? HttpStatus.BAD_REQUEST : HttpStatus.OK)
              .body(answer);
        });
  }

  private ResponseEntity<Object> osmand(HttpServletRequest request, @Nullable String pathToken)
      throws IOException, JournalBusy {
    Optional<String> token = Optional.ofNullable(pathToken).or(() -> token(request));
    return letIn(
        Protocol.OSMAND,
        token,
        (sender, receivedAt) -> {
          byte[] body = Requests.body(request, REPORT_BYTES_MAX);
          String type = Optional.ofNullable(request.getContentType()).orElse("");
          boolean json =
              type.toLowerCase(Locale.ROOT).contains("json") || (body.length > 0 && body[0] == '{');
          String query = Optional.ofNullable(request.getQueryString()).orElse("");
          String form = new String(body, StandardCharsets.UTF_8);
          String fields = query.isEmpty() || form.isEmpty() ? query + form : query + '&' + form;
          Bytes bytes = Bytes.of(json ? body : fields.getBytes(StandardCharsets.UTF_8));
          Arrival arrival = new Arrival(Protocol.OSMAND, sender, bytes, receivedAt);
          if (!json) {
            return answer(intake.take(arrival, OsmAnd.decode(Requests.fields(fields), receivedAt)));
          }
          Outcome outcome = intake.take(arrival, OsmAndJson.decode(body, receivedAt));
          // The clients that send JSON are told of an unknown device by 404.
          return outcome instanceof Outcome.NotTaken(Rejected rejected)
                  && rejected.reason() == Reason.UNKNOWN_DEVICE
              ? Refused.answer(HttpStatus.NOT_FOUND, rejected)
              : answer(outcome);
        });
  }

  private ResponseEntity<Object> letIn(Protocol protocol, Optional<String> token, Reading reading)
      throws IOException, JournalBusy {
    long startedNanos = System.nanoTime();
    try {
      return answer(protocol, token, reading);
    } finally {
      IntakeMeters.answered(protocol, startedNanos);
    }
  }

  private ResponseEntity<Object> answer(Protocol protocol, Optional<String> token, Reading reading)
      throws IOException, JournalBusy {
    Instant receivedAt = clock.instant();
    Optional<Sender> sender = intake.findSender(protocol, token, receivedAt);
    if (sender.isEmpty()) {
      return Refused.answer(Intake.notLetIn(token));
    }
    try {
      return reading.read(sender.get(), receivedAt);
    } catch (Unreadable e) {
      Arrival arrival = new Arrival(protocol, sender.get(), Bytes.NONE, receivedAt);
      return answer(intake.refuse(arrival, e.rejected(), null));
    }
  }

  private static ResponseEntity<Object> answer(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Taken(Answer answer) -> ResponseEntity.ok(answer);
      case Outcome.NotTaken(Rejected rejected) -> Refused.answer(rejected);
    };
  }

  private static Optional<String> token(HttpServletRequest request) {
    return Requests.credentials(request).map(Requests.Credentials::password);
  }

  /** A device's own token says which device it is; behind a gateway's, the app's names do. */
  private static List<String> names(HttpServletRequest request, Sender sender) {
    if (sender instanceof Sender.OfDevice own) {
      return List.of(own.uniqueId());
    }
    return Stream.of(
            request.getHeader("X-Limit-D"),
            request.getHeader("X-Limit-U"),
            Requests.credentials(request).map(Requests.Credentials::user).orElse(""))
        .filter(name -> name != null && !name.isBlank())
        .toList();
  }
}
