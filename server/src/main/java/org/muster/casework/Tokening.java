package org.muster.casework;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.muster.casework.Change.Recorded;
import org.muster.domain.CaseworkEntry.Subject;
import org.muster.domain.DeviceId;
import org.muster.domain.IssuedToken;
import org.muster.store.CaseworkEntries;
import org.muster.store.Devices;
import org.muster.store.IssuedTokens;
import org.muster.store.Tokens;
import org.springframework.stereotype.Service;

/** Makes and ends the tokens by which devices and gateways are let in. */
@Service
public class Tokening {
  public static final int LISTED_MAX = 500;

  /** For so long the old token lets in beside the new one, where nobody chose otherwise. */
  public static final Duration OVERLAP = Duration.ofHours(24);

  public static final Duration OVERLAP_MAX = Duration.ofDays(30);

  private final Changes changes;
  private final Clock clock;
  private final Devices devices;
  private final Tokens tokens;
  private final IssuedTokens issued;
  private final CaseworkEntries entries;

  Tokening(
      Changes changes,
      Clock clock,
      Devices devices,
      Tokens tokens,
      IssuedTokens issued,
      CaseworkEntries entries) {
    this.changes = changes;
    this.clock = clock;
    this.devices = devices;
    this.tokens = tokens;
    this.issued = issued;
    this.entries = entries;
  }

  /** A token just made. Its text is shown now and never again. */
  public record Made(long id, String text) {}

  /** A token that writes for one device. */
  public Change<Made> makeForDevice(DeviceId device, String by) {
    return changes.make(
        () -> {
          if (devices.find(device).isEmpty()) {
            return Change.rejected("device", "There is no device " + device + ".");
          }
          return new Recorded<>(made(tokens.createForDevice(device, by)));
        });
  }

  /** A token of a gateway: it writes for every device of the vendor. */
  public Change<Made> makeForGateway(@Nullable String vendor, String by) {
    return changes.make(
        () -> {
          Fields fields = new Fields();
          String name = fields.text("vendor", vendor, 100, "the vendor whose devices it carries");
          if (!fields.areFine()) {
            return fields.rejected();
          }
          return new Recorded<>(made(tokens.createForGateway(name, by)));
        });
  }

  /**
   * A token in the place of another, for the same device or vendor. The other lets in too until the
   * overlap is over: a day where it is left out.
   */
  public Change<Made> rotate(long token, @Nullable Duration overlap, String by) {
    return changes.make(
        () -> {
          Duration lasting = overlap == null ? OVERLAP : overlap;
          if (lasting.isNegative() || lasting.compareTo(OVERLAP_MAX) > 0) {
            return Change.rejected("overlap", "Choose an overlap of 0 to 720 hours (30 days).");
          }
          Instant endsAt = clock.instant().plus(lasting);
          Optional<Tokens.Created> created = tokens.rotate(token, endsAt, by);
          if (created.isEmpty()) {
            return Change.rejected(
                "token",
                "There is no token " + token + " that lets anybody in and is not replaced yet.");
          }
          entries.add(
              Subject.TOKEN,
              token,
              "Replaced by no. %d; ends at %s".formatted(created.get().tokenId(), Said.at(endsAt)),
              by);
          return new Recorded<>(made(created.get()));
        });
  }

  /** Ends a token: from now on nobody is let in by it. */
  public Change<Long> revoke(long token, @Nullable String reason, String by) {
    return changes.make(
        () -> {
          Fields fields = new Fields();
          String why =
              Optional.ofNullable(fields.textOrNone("reason", reason, 300, "the reason"))
                  .orElse("no reason given");
          if (!fields.areFine()) {
            return fields.rejected();
          }
          if (!tokens.revoke(token, clock.instant())) {
            return Change.rejected(
                "token", "There is no token " + token + " that still lets anybody in.");
          }
          entries.add(Subject.TOKEN, token, "Revoked: " + why, by);
          return new Recorded<>(token);
        });
  }

  /** The tokens that let somebody in, or else those that were revoked. */
  public List<IssuedToken> list(boolean revoked) {
    return issued.list(revoked, LISTED_MAX);
  }

  /** The tokens that let the device in. */
  public List<IssuedToken> listOf(DeviceId device) {
    return issued.listOf(device);
  }

  public Optional<IssuedToken> find(long token) {
    return issued.find(token);
  }

  /** The vendors whose devices a gateway can carry. */
  public List<String> vendors() {
    return devices.vendors();
  }

  private static Made made(Tokens.Created created) {
    return new Made(created.tokenId(), created.text());
  }
}
