package org.muster.store;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.muster.domain.DeviceId;
import org.springframework.stereotype.Component;

/**
 * Who was let in lately, kept in memory, so that a report costs no question to the database before
 * it waits for the journal. Only what is known is kept, never that somebody is not. That a token
 * still lets its holder in is asked again by whoever commits, so what stands here may be old.
 */
@Component
public class KnownSenders {
  static final int TOKENS_MAX = 250_000;
  static final int DEVICES_MAX = 250_000;

  private final Tokens tokens;
  private final Remembered<Bytes, Sender> senders = new Remembered<>(TOKENS_MAX);
  private final Remembered<Named, DeviceId> devices = new Remembered<>(DEVICES_MAX);

  public KnownSenders(Tokens tokens) {
    this.tokens = tokens;
  }

  /** A name that a gateway uses. Devices never change their names, nor their vendors. */
  private record Named(String vendor, String uniqueId) {}

  /** Who shows this token, if that is remembered; never asks the database. */
  public Optional<Sender> recall(String token) {
    return Optional.ofNullable(senders.get(key(token)));
  }

  /** Who shows this token; asks the database when it is not remembered. */
  public Optional<Sender> find(String token) {
    Optional<Sender> known = recall(token);
    if (known.isPresent()) {
      return known;
    }
    Optional<Sender> found = tokens.find(token);
    found.ifPresent(sender -> senders.put(key(token), sender));
    return found;
  }

  /** The device of this name, if that is remembered; never asks the database. */
  public Optional<DeviceId> recallDevice(Sender sender, String uniqueId) {
    return switch (sender) {
      case Sender.OfDevice own ->
          own.uniqueId().equals(uniqueId) ? Optional.of(own.device()) : Optional.empty();
      case Sender.OfVendor gateway ->
          Optional.ofNullable(devices.get(new Named(gateway.vendor(), uniqueId)));
    };
  }

  /** The device of this name that the sender may write for. */
  public Optional<DeviceId> findDevice(Sender sender, String uniqueId) {
    Optional<DeviceId> known = recallDevice(sender, uniqueId);
    if (known.isPresent()) {
      return known;
    }
    Optional<DeviceId> found = tokens.findDevice(sender, uniqueId);
    if (sender instanceof Sender.OfVendor gateway) {
      found.ifPresent(device -> devices.put(new Named(gateway.vendor(), uniqueId), device));
    }
    return found;
  }

  /** Whoever shows this token has to be looked up again. */
  public void forget(String token) {
    senders.remove(key(token));
  }

  private static Bytes key(String token) {
    return Bytes.of(Hashes.sha256(token.getBytes(StandardCharsets.UTF_8)));
  }
}
