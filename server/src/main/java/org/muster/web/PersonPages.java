package org.muster.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Observation;
import org.muster.domain.Plan;
import org.muster.figures.Roll;
import org.muster.worklist.Installations;
import org.muster.worklist.PersonFile;
import org.muster.worklist.PersonFiles;
import org.muster.worklist.PolicyBook;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;

/** A person's stay: what is asked, how it was kept, where the device was, what was decided. */
@Controller
class PersonPages {
  private static final int DAYS_MAX = 31;

  /** The page lists so many fixes; the map draws more. */
  private static final int FIXES_LISTED = 100;

  /** A fix as the table lists it. */
  record FixLine(Observation.Fix fix, String note) {}

  private final PersonFiles files;
  private final Strips strips;
  private final Roll roll;
  private final PolicyBook book;
  private final Installations installations;
  private final Moments moments;

  PersonPages(
      PersonFiles files,
      Strips strips,
      Roll roll,
      PolicyBook book,
      Installations installations,
      Moments moments) {
    this.files = files;
    this.strips = strips;
    this.roll = roll;
    this.book = book;
    this.installations = installations;
    this.moments = moments;
  }

  @GetMapping("/participants/{id:\\d+}")
  String person(@PathVariable long id, @RequestParam(defaultValue = "7") int days, Model model) {
    PersonFile file = get(id, days);
    model.addAttribute("file", file);
    model.addAttribute("days", days);
    model.addAttribute("waiting", installations.find(file.enrolment().id()).orElse(null));
    model.addAttribute("strip", strips.of(file));
    model.addAttribute("roll", roll.listFor(file.enrolment().id(), 14));
    model.addAttribute(
        "fixes",
        file.fixes().reversed().stream()
            .limit(FIXES_LISTED)
            .map(fix -> new FixLine(fix, note(fix)))
            .toList());
    return "person";
  }

  /** The zones and fixes, for the map. */
  @GetMapping(path = "/participants/{id:\\d+}/map", produces = MediaType.APPLICATION_JSON_VALUE)
  @ResponseBody
  MapData map(@PathVariable long id, @RequestParam(defaultValue = "7") int days) {
    PersonFile file = get(id, days);
    List<FixDot> dots = new ArrayList<>();
    for (Observation.Fix fix : file.fixes()) {
      Plan plan = book.inForceAt(fix.observedAt()).planFor(file.technologyAt(fix.observedAt()));
      double accuracy = fix.accuracyMetres().orElse(plan.unstatedAccuracyMetres());
      boolean believable =
          accuracy <= plan.coarseAboveMetres() && !fix.mock() && fix.valid() && fix.clockRight();
      dots.add(
          new FixDot(
              fix.position().longitude(),
              fix.position().latitude(),
              plan.radiusMetres(fix),
              moments.local(fix.observedAt(), file.zone()),
              believable));
    }
    return MapData.of(file.judged(), dots);
  }

  private PersonFile get(long id, int days) {
    return Optional.of(id)
        .filter(number -> number > 0 && days >= 1 && days <= DAYS_MAX)
        .flatMap(number -> files.find(new EnrolmentId(number), days))
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  private static String note(Observation.Fix fix) {
    if (fix.mock()) {
      return "faked";
    }
    if (!fix.clockRight()) {
      return "the device's clock was wrong";
    }
    return fix.valid() ? "" : "bad fix";
  }
}
