package org.muster.web;

import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.muster.casework.DeviceBook;
import org.muster.casework.Equipping;
import org.muster.casework.Stocking;
import org.muster.casework.Tokening;
import org.muster.domain.DeviceId;
import org.muster.domain.DeviceQuestion;
import org.muster.domain.StockStatus;
import org.muster.domain.Technology;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The inventory: the list of devices, registering one, where it is, and its token. */
@Controller
class DevicePages {
  /** What staff may record of where a device is. */
  static final List<StockStatus> RECORDED =
      Arrays.stream(StockStatus.values()).filter(StockStatus::isRecorded).toList();

  private final Equipping equipping;
  private final DeviceBook book;
  private final Stocking stocking;
  private final Tokening tokening;

  DevicePages(Equipping equipping, DeviceBook book, Stocking stocking, Tokening tokening) {
    this.equipping = equipping;
    this.book = book;
    this.stocking = stocking;
    this.tokening = tokening;
  }

  @GetMapping("/devices")
  String devices(
      @RequestParam(defaultValue = "") String search,
      @RequestParam(defaultValue = "") String status,
      @RequestParam(defaultValue = "") String vendor,
      @RequestParam(defaultValue = "") String batch,
      Model model) {
    model.addAttribute("search", search);
    model.addAttribute("status", status);
    model.addAttribute("vendor", vendor);
    model.addAttribute("batch", batch);
    model.addAttribute("statuses", StockStatus.values());
    model.addAttribute(
        "found",
        book.list(
            new DeviceQuestion(
                search,
                Optional.ofNullable(status(status)),
                given(vendor),
                given(batch),
                Optional.empty())));
    model.addAttribute("rule", book.rule());
    model.addAttribute("listedMax", DeviceBook.DEVICES_LISTED_MAX);
    model.addAttribute("utc", ZoneId.of("UTC"));
    return "devices";
  }

  private static Optional<String> given(String text) {
    return Optional.of(text.strip()).filter(one -> !one.isEmpty());
  }

  @GetMapping("/devices/batches")
  String batches(Model model) {
    model.addAttribute("batches", book.listBatches());
    model.addAttribute("listedMax", DeviceBook.BATCHES_LISTED_MAX);
    return "batches";
  }

  @GetMapping("/devices/new")
  @PreAuthorize("hasAnyRole('OFFICER','SUPERVISOR','ADMINISTRATOR')")
  String register(Model model) {
    return show(new Form(Map.of()), model);
  }

  @PostMapping("/devices/new")
  @PreAuthorize("hasAnyRole('OFFICER','SUPERVISOR','ADMINISTRATOR')")
  String register(
      @RequestParam Map<String, String> typed,
      Model model,
      Principal who,
      HttpServletResponse response) {
    Form form = new Form(typed);
    Equipping.Form device =
        new Equipping.Form(
            form.value("uniqueId"),
            technology(form.value("technology")),
            form.value("vendor"),
            form.value("batch"));
    Optional<DeviceId> recorded = form.took(equipping.register(device, who.getName()));
    if (recorded.isPresent()) {
      return "redirect:/devices/" + recorded.get() + "?recorded=device";
    }
    response.setStatus(422);
    return show(form, model);
  }

  private static String show(Form form, Model model) {
    model.addAttribute("form", form);
    model.addAttribute("technologies", Technology.values());
    return "device-new";
  }

  @GetMapping("/devices/{id:\\d+}")
  String device(
      @PathVariable long id,
      @RequestParam(required = false) @Nullable String recorded,
      Model model) {
    return show(Pages.id(id, DeviceId::new), recorded, new Form(Map.of()), model);
  }

  private String show(DeviceId id, @Nullable String recorded, Form form, Model model) {
    DeviceBook.File file = book.find(id).orElseThrow(Pages::missing);
    model.addAttribute("file", file);
    model.addAttribute("device", file.listed().placed().device());
    model.addAttribute("tokens", tokening.listOf(id));
    model.addAttribute("stoodFor", equipping.listHolders(id));
    model.addAttribute("recorded", recorded);
    model.addAttribute("form", form);
    model.addAttribute("statuses", RECORDED);
    model.addAttribute("utc", ZoneId.of("UTC"));
    return "device";
  }

  @PostMapping("/devices/{id:\\d+}/status")
  @PreAuthorize("hasAnyRole('SUPERVISOR','ADMINISTRATOR')")
  String put(
      @PathVariable long id,
      @RequestParam Map<String, String> typed,
      Model model,
      Principal who,
      HttpServletResponse response) {
    DeviceId device = Pages.id(id, DeviceId::new);
    Form form = new Form(typed);
    Stocking.Form change =
        new Stocking.Form(
            status(form.value("status")),
            form.time("fromAt", ZoneOffset.UTC),
            form.value("reason"));
    if (!form.isRefused() && form.took(stocking.put(device, change, who.getName())).isPresent()) {
      return "redirect:/devices/" + id + "?recorded=status";
    }
    response.setStatus(422);
    return show(device, null, form, model);
  }

  @PostMapping("/devices/{id:\\d+}/traits")
  @PreAuthorize("hasAnyRole('SUPERVISOR','ADMINISTRATOR')")
  String tell(
      @PathVariable long id,
      @RequestParam Map<String, String> typed,
      Model model,
      Principal who,
      HttpServletResponse response) {
    DeviceId device = Pages.id(id, DeviceId::new);
    Form form = new Form(typed);
    Stocking.Traits traits = new Stocking.Traits(form.value("batch"), form.value("firmware"));
    if (form.took(stocking.tell(device, traits, who.getName())).isPresent()) {
      return "redirect:/devices/" + id + "?recorded=traits";
    }
    response.setStatus(422);
    return show(device, null, form, model);
  }

  /** The answer is the page itself and no redirect: the token is shown once and kept nowhere. */
  @PostMapping("/devices/{id:\\d+}/token")
  @PreAuthorize("hasAnyRole('OFFICER','SUPERVISOR','ADMINISTRATOR')")
  String token(@PathVariable long id, Model model, Principal who, HttpServletResponse response) {
    DeviceId device = Pages.id(id, DeviceId::new);
    if (equipping.find(device).isEmpty()) {
      throw Pages.missing();
    }
    response.setHeader("Cache-Control", "no-store");
    model.addAttribute("token", tokening.makeForDevice(device, who.getName()).get().text());
    return device(id, null, model);
  }

  /** The status of that name; what is none is not one. */
  static @Nullable StockStatus status(String name) {
    for (StockStatus status : StockStatus.values()) {
      if (status.name().equals(name)) {
        return status;
      }
    }
    return null;
  }

  private static @Nullable Technology technology(String name) {
    for (Technology technology : Technology.values()) {
      if (technology.name().equals(name)) {
        return technology;
      }
    }
    return null;
  }
}
