package org.muster.web.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.muster.casework.Tokening;
import org.muster.domain.DeviceId;
import org.muster.domain.IssuedToken;
import org.muster.web.GatewayTokens;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/tokens")
@PreAuthorize("hasAnyRole('OFFICER','SUPERVISOR','ADMINISTRATOR')")
@Tag(name = "Tokens", description = "What devices and gateways show to be let in.")
class TokensApi {
  private final Tokening tokening;

  TokensApi(Tokening tokening) {
    this.tokening = tokening;
  }

  record TokenRequest(@Nullable Long device, @Nullable String vendor) {}

  record RotateRequest(@Nullable Duration overlap) {}

  record TokenRead(long id, String token) {}

  @PostMapping
  @Operation(
      summary = "Make a token",
      description =
          "For one device, or for a gateway that carries all devices of a vendor; the latter by"
              + " supervisors and administrators. The token is shown in this answer and never"
              + " again.")
  ResponseEntity<TokenRead> make(
      @RequestBody TokenRequest request, Principal by, HttpServletRequest who) {
    DeviceId device = Ids.find("device", request.device(), DeviceId::new);
    if ((device == null) == (request.vendor() == null)) {
      throw NotRecorded.field("device", "Name either a device or a vendor.");
    }
    if (device == null) {
      GatewayTokens.refuseUnlessMayHandle(who);
    }
    Tokening.Made made =
        NotRecorded.unless(
            device != null
                ? tokening.makeForDevice(device, by.getName())
                : tokening.makeForGateway(request.vendor(), by.getName()));
    return ResponseEntity.status(HttpStatus.CREATED)
        .cacheControl(CacheControl.noStore())
        .body(new TokenRead(made.id(), made.text()));
  }

  @PostMapping("/{id}/rotate")
  @Operation(
      summary = "Rotate a token",
      description =
          "Makes another for the same device or vendor. The old one lets in too until overlap is"
              + " over: PT24H where it is left out, at most P30D. The token is shown in this"
              + " answer and never again.")
  ResponseEntity<TokenRead> rotate(
      @PathVariable long id,
      @RequestBody RotateRequest request,
      Principal by,
      HttpServletRequest who) {
    Optional<IssuedToken> token = tokening.find(id);
    if (token.isEmpty()) {
      throw NotRecorded.missing("There is no token " + id + ".");
    }
    if (token.get().isOfGateway()) {
      GatewayTokens.refuseUnlessMayHandle(who);
    }
    Tokening.Made made = NotRecorded.unless(tokening.rotate(id, request.overlap(), by.getName()));
    return ResponseEntity.status(HttpStatus.CREATED)
        .cacheControl(CacheControl.noStore())
        .body(new TokenRead(made.id(), made.text()));
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "End a token", description = "Nobody is let in by it from now on.")
  void revoke(
      @PathVariable long id,
      @RequestParam(required = false) @Nullable String reason,
      Principal by,
      HttpServletRequest who) {
    if (tokening.find(id).filter(IssuedToken::isOfGateway).isPresent()) {
      GatewayTokens.refuseUnlessMayHandle(who);
    }
    NotRecorded.unless(tokening.revoke(id, reason, by.getName()));
  }
}
