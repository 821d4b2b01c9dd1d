package org.muster.casework;

import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.muster.casework.Change.Recorded;
import org.muster.domain.Office;
import org.muster.domain.OfficeId;
import org.muster.store.Offices;
import org.springframework.stereotype.Service;

/** Opens offices of the programme. */
@Service
public class Opening {
  private final Changes changes;
  private final Offices offices;

  Opening(Changes changes, Offices offices) {
    this.changes = changes;
    this.offices = offices;
  }

  /** An office: a short code, as {@code SEA}, its name, and the zone in which it reads times. */
  public record Form(@Nullable String code, @Nullable String name, @Nullable String timeZone) {}

  public Change<OfficeId> open(Form form) {
    return changes.make(
        () -> {
          Fields fields = new Fields();
          String code = form.code() == null ? "" : form.code().strip();
          fields.refuseUnless(
              code.matches("[A-Z0-9]{2,8}"),
              "code",
              "Enter a code of 2 to 8 capital letters and digits.");
          String name = fields.text("name", form.name(), 200, "the name of the office");
          String zone = form.timeZone() == null ? "" : form.timeZone();
          fields.refuseUnless(
              ZoneId.getAvailableZoneIds().contains(zone),
              "timeZone",
              "Choose a time zone by its IANA name, as America/Los_Angeles.");
          if (!fields.areFine()) {
            return fields.rejected();
          }
          return new Recorded<>(offices.add(code, name, ZoneId.of(zone)));
        });
  }

  public List<Office> list() {
    return offices.list();
  }
}
