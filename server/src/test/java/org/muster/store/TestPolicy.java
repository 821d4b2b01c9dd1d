package org.muster.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.muster.policy.PackageFiles;
import org.muster.policy.PolicySet;
import org.muster.policy.SignOff;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Policy sets as if a package of theirs had been signed. */
@NullMarked
public final class TestPolicy {
  private TestPolicy() {}

  /** Signs a set, some time before it begins; it binds under its own name. */
  public static void sign(JdbcClient jdbc, PolicySet set, Instant at) {
    new PolicySets(jdbc).policies();
    PackageFiles files =
        new PackageFiles(
            Map.of("policy.yaml", ("id: " + set.id()).getBytes(StandardCharsets.UTF_8)));
    new PolicyPackages(jdbc).add(files, "test", set.title(), "writer", at);
    PolicySignOffs signOffs = new PolicySignOffs(jdbc);
    long id = signOffs.ask(files.hash(), set.effective().startsAt(), "A test.", "desk", at);
    SignOff asked = signOffs.find(id).orElseThrow();
    signOffs.answer(asked, new SignOff.Answer(SignOff.Kind.SIGNED, "Right.", "chief", at));
    new PolicySets(jdbc).add(set, id, at);
  }
}
