package org.muster.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.junit.jupiter.api.Test;
import org.muster.domain.DeviceId;
import org.muster.domain.Technology;
import org.muster.store.Devices;
import org.muster.store.Tokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;

/** A gateway's token writes for every device of a vendor: not everybody handles it. */
@WebTest
class TokenAccessTest {
  private static final String GATEWAY = "{\"vendor\": \"Accessware\"}";

  @Autowired private MockMvc web;
  @Autowired private JdbcClient jdbc;
  @Autowired private Devices devices;
  @Autowired private Tokens tokens;

  @Test
  void givenAnOfficer_thenADevicesTokenIsMadeAndAGatewaysIsNot() throws Exception {
    assertThat(made("o.rivera", GATEWAY)).isEqualTo(403);
    assertThat(made("o.rivera", "{\"device\": " + device("access-1") + "}")).isEqualTo(201);
    web.perform(
            post("/devices/tokens")
                .param("vendor", "Accessware")
                .with(user("o.rivera").roles("OFFICER"))
                .with(csrf()))
        .andExpect(status().isForbidden());
    web.perform(get("/devices/tokens").with(user("o.rivera").roles("OFFICER")))
        .andExpect(status().isForbidden());
    assertThat(made("supervisor", GATEWAY)).isEqualTo(201);
    assertThat(made("admin", GATEWAY)).isEqualTo(201);
  }

  @Test
  void givenAnOfficer_thenADevicesTokenIsRevokedAndAGatewaysIsNot() throws Exception {
    long gateway = tokens.createForGateway("Accessware", "test").tokenId();
    long own = tokens.createForDevice(device("access-2"), "test").tokenId();
    assertThat(revoked("o.rivera", gateway)).isEqualTo(403);
    assertThat(revoked("o.rivera", own)).isEqualTo(204);
    web.perform(
            post("/devices/tokens/" + gateway + "/revoke")
                .param("reason", "lost")
                .with(user("o.rivera").roles("OFFICER"))
                .with(csrf()))
        .andExpect(status().isForbidden());
    web.perform(
            post("/devices/tokens/" + gateway + "/revoke")
                .param("reason", " ")
                .with(user("admin").roles("ADMINISTRATOR"))
                .with(csrf()))
        .andExpect(status().is(422));
    assertThat(revoked("supervisor", gateway)).isEqualTo(204);
    assertThat(
            jdbc.sql(
                    """
                    select change || ' ' || author from casework_entry
                    where subject = 'token' and subject_id = ? order by entry_id
                    """)
                .param(gateway)
                .query(String.class)
                .list())
        .containsExactly(
            "Made for a gateway of Accessware test", "Revoked: no reason given supervisor");
  }

  @Test
  void givenARotation_thenAnOfficerDoesItForADeviceOnlyAndTheOverlapIsBounded() throws Exception {
    long gateway = tokens.createForGateway("Accessware", "test").tokenId();
    Tokens.Created own = tokens.createForDevice(device("access-3"), "test");
    assertThat(rotated("o.rivera", gateway, "{}")).isEqualTo(403);
    assertThat(rotated("o.rivera", own.tokenId(), "{\"overlap\": \"P31D\"}")).isEqualTo(422);
    assertThat(rotated("o.rivera", own.tokenId(), "{\"overlap\": \"-PT1S\"}")).isEqualTo(422);
    assertThat(rotated("auditor", own.tokenId(), "{}")).isEqualTo(403);
    assertThat(rotated("o.rivera", own.tokenId(), "{}")).isEqualTo(201);
    assertThat(rotated("o.rivera", own.tokenId(), "{}")).isEqualTo(422);
    assertThat(rotated("o.rivera", 999_999, "{}")).isEqualTo(404);
    assertThat(
            jdbc.sql(
                    "select ends_at - created_at between '23h' and '25h' from token"
                        + " where token_id = ?")
                .param(own.tokenId())
                .query(Boolean.class)
                .single())
        .isTrue();
    assertThat(tokens.find(own.text())).isPresent();
    assertThat(rotated("supervisor", gateway, "{\"overlap\": \"PT0S\"}")).isEqualTo(201);
  }

  private int rotated(String account, long token, String body) throws Exception {
    return web.perform(
            post("/api/v1/tokens/" + token + "/rotate")
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .with(httpBasic(account, "demo")))
        .andReturn()
        .getResponse()
        .getStatus();
  }

  private DeviceId device(String uniqueId) {
    return devices.add(uniqueId, Technology.PHONE, "Accessware", "test");
  }

  private int made(String account, String body) throws Exception {
    return web.perform(
            post("/api/v1/tokens")
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .with(httpBasic(account, "demo")))
        .andReturn()
        .getResponse()
        .getStatus();
  }

  private int revoked(String account, long token) throws Exception {
    return web.perform(delete("/api/v1/tokens/" + token).with(httpBasic(account, "demo")))
        .andReturn()
        .getResponse()
        .getStatus();
  }
}
