package org.muster.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import org.junit.jupiter.api.Test;

/** What counts as implausible is a file, and can be another's. */
class ThresholdsTest {
  @Test
  void givenAFileOfOnesOwn_thenItChangesWhatItNamesAndNothingElse() throws Exception {
    Thresholds changed = Thresholds.changedBy(new StringReader("source.age.days.max = 20\n"));
    assertThat(changed.get("source.age.days.max")).isEqualTo(20);
    assertThat(changed.get("change.total.min"))
        .isEqualTo(Thresholds.defaults().get("change.total.min"));
  }

  @Test
  void givenAPriceOfAnotherTechnology_thenItIsKnown() throws Exception {
    Thresholds changed = Thresholds.changedBy(new StringReader("price.iris-scan = 1.25"));
    assertThat(changed.findPrice("Iris Scan")).contains(1.25);
    assertThat(Thresholds.defaults().findPrice("Iris Scan")).isEmpty();
  }

  @Test
  void givenANameOrAValueThatMeansNothing_thenItIsRefused() {
    assertThatThrownBy(() -> Thresholds.changedBy(new StringReader("source.age = 20")))
        .isInstanceOf(Thresholds.NotUsable.class)
        .hasMessageContaining("no threshold \"source.age\"")
        .hasMessageContaining("source.age.days.max");
    assertThatThrownBy(() -> Thresholds.changedBy(new StringReader("source.age.days.max = old")))
        .isInstanceOf(Thresholds.NotUsable.class)
        .hasMessageContaining("\"old\"");
  }
}
