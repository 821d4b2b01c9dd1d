package org.muster.web;

import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.muster.casework.Equipping;
import org.muster.casework.Tokening;
import org.muster.domain.Device;
import org.muster.domain.DeviceId;
import org.muster.domain.Technology;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of devices, registering one, and the token by which it is let in. */
@Controller
class DevicePages {
  private final Equipping equipping;
  private final Tokening tokening;

  DevicePages(Equipping equipping, Tokening tokening) {
    this.equipping = equipping;
    this.tokening = tokening;
  }

  @GetMapping("/devices")
  String devices(@RequestParam(defaultValue = "") String search, Model model) {
    model.addAttribute("search", search);
    model.addAttribute("found", equipping.list(search));
    model.addAttribute("listedMax", Equipping.DEVICES_LISTED_MAX);
    return "devices";
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
            form.value("uniqueId"), technology(form.value("technology")), form.value("vendor"));
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
    DeviceId deviceId = Pages.id(id, DeviceId::new);
    Device device = equipping.find(deviceId).orElseThrow(Pages::missing);
    model.addAttribute("device", device);
    model.addAttribute("tokens", tokening.listOf(deviceId));
    model.addAttribute("stoodFor", equipping.listHolders(deviceId));
    model.addAttribute("recorded", recorded);
    return "device";
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

  private static @Nullable Technology technology(String name) {
    for (Technology technology : Technology.values()) {
      if (technology.name().equals(name)) {
        return technology;
      }
    }
    return null;
  }
}
