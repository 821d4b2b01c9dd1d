package org.muster.web;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

/** All staff read policy; supervisors and administrators bring in, ask and answer. */
@WebTest
class PolicyAccessTest {
  private static final String HASH = "a".repeat(64);

  @Autowired private MockMvc web;

  @Test
  void givenTheRoles_thenOnlySomeChangePolicy() throws Exception {
    List<String> changes =
        List.of(
            "/policy/packages/" + HASH + "/ask",
            "/policy/sign-offs/1/sign",
            "/policy/sign-offs/1/refuse",
            "/policy/sign-offs/1/take-back",
            "/policy/sign-offs/1/retire");
    for (String change : changes) {
      for (String role : List.of("OPERATOR", "OFFICER", "AUDITOR")) {
        web.perform(post(change).with(user("somebody").roles(role)).with(csrf()))
            .andExpect(status().isForbidden());
      }
      web.perform(post(change).with(user("somebody").roles("SUPERVISOR")).with(csrf()))
          .andExpect(status().isNotFound());
    }
  }

  @Test
  void givenWhatIsNotThere_thenThatIsSaid() throws Exception {
    for (String path :
        List.of(
            "/policy/packages/" + HASH,
            "/policy/packages/" + HASH + "/files",
            "/policy/sign-offs/1",
            "/policy/packages/nothing")) {
      web.perform(get(path).with(user("somebody").roles("AUDITOR")))
          .andExpect(status().isNotFound());
    }
  }
}
