package org.muster.simulation;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.muster.domain.Device;
import org.muster.store.Devices;
import org.muster.store.Tokens;

/** The tokens that the simulated devices and gateways show; made anew for each run. */
final class Passes {
  private static final String MADE_BY = "muster demo";

  private final Map<Vendor, String> ofGateways = new EnumMap<>(Vendor.class);
  private final Map<Integer, String> ofPhones = new HashMap<>();

  static Passes issue(Programme programme, Devices devices, Tokens tokens) {
    // Nobody keeps a token's text, so those of the last run let in nobody any more.
    tokens.revokeAllMadeBy(MADE_BY, "the demo was started anew");
    Passes passes = new Passes();
    for (Vendor vendor : Vendor.values()) {
      passes.ofGateways.put(vendor, tokens.createForGateway(vendor.words(), MADE_BY).text());
    }
    for (Person person : programme.people()) {
      if (person.tracked() && vendorOf(person).isPhone()) {
        Device device =
            devices
                .findByUniqueId(person.deviceName())
                .orElseThrow(() -> new IllegalStateException("no device " + person.deviceName()));
        passes.ofPhones.put(person.number(), tokens.createForDevice(device.id(), MADE_BY).text());
      }
    }
    return passes;
  }

  static Vendor vendorOf(Person person) {
    return Vendor.of(person, person.technology().orElseThrow());
  }

  String ofGateway(Vendor vendor) {
    return present(ofGateways.get(vendor));
  }

  String ofPhone(Person person) {
    return present(ofPhones.get(person.number()));
  }

  private static String present(@Nullable String token) {
    if (token == null) {
      throw new IllegalStateException("a token was issued for every device");
    }
    return token;
  }
}
