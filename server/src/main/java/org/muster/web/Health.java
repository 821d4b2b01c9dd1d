package org.muster.web;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Says that the server answers. */
@RestController
class Health {
  @GetMapping(path = "/healthz", produces = "text/plain")
  String healthz() {
    return "ok\n";
  }
}
