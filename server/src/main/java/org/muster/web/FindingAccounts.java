package org.muster.web;

import java.util.Map;
import java.util.Optional;
import org.muster.account.Account;
import org.muster.account.Accounts;
import org.muster.domain.Zone;
import org.muster.words.AccountRead;
import org.muster.words.AccountWords;
import org.muster.words.Background;
import org.muster.words.Language;
import org.muster.words.Told;
import org.muster.worklist.FindingFile;

/** The account of a finding on file, in a language. */
public final class FindingAccounts {
  private FindingAccounts() {}

  static Told tell(FindingFile file, Language language) {
    return tell(of(file), file, language);
  }

  /** For machines. */
  public static AccountRead read(FindingFile file, Language language) {
    Account account = of(file);
    return AccountRead.of(account, tell(account, file, language));
  }

  private static Account of(FindingFile file) {
    return Accounts.of(
        file.finding(),
        file.asked().condition(),
        (policy, parameter) -> Optional.of(file.policy().clauseOf(parameter)));
  }

  private static Told tell(Account account, FindingFile file, Language language) {
    Optional<String> zoneName = file.asked().zone().map(Zone::name);
    return new AccountWords(language)
        .tell(account, new Background(file.zone(), zoneName, file.withdrawn(), Map.of()));
  }
}
