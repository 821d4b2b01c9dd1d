package org.muster.simulation;

import java.util.List;

/** Made-up names by language: a given name and a family name are drawn apart. */
final class Names {
  private Names() {}

  /** Names of people who speak one language, and how many of a hundred they are. */
  record Of(String language, int percent, List<String> given, List<String> family) {}

  static final List<Of> ALL =
      List.of(
          new Of(
              "es",
              52,
              List.of(
                  "Alma",
                  "Benito",
                  "Carmen",
                  "Daniela",
                  "Emiliano",
                  "Fátima",
                  "Gael",
                  "Hilda",
                  "Ignacio",
                  "Jimena",
                  "Leandro",
                  "Marisol",
                  "Noé",
                  "Ofelia",
                  "Raúl",
                  "Sofía",
                  "Tomás",
                  "Ximena",
                  "Yadira",
                  "Zulema"),
              List.of(
                  "Acosta",
                  "Barrios",
                  "Cárdenas",
                  "Duarte",
                  "Escobar",
                  "Fuentes",
                  "Galindo",
                  "Huerta",
                  "Ibarra",
                  "Lemus",
                  "Mejía",
                  "Núñez",
                  "Orellana",
                  "Pineda",
                  "Quiroga",
                  "Rosales",
                  "Sandoval",
                  "Tobar",
                  "Urrutia",
                  "Zelaya")),
          new Of(
              "en",
              12,
              List.of("Abena", "Colin", "Denise", "Kwame", "Marlon", "Nadine", "Trevor", "Yaa"),
              List.of("Addo", "Baptiste", "Clarke", "Gordon", "Mensah", "Reid", "Thompson")),
          new Of(
              "ht",
              8,
              List.of("Daphnée", "Emmanuel", "Guerda", "Jocelyn", "Mirlande", "Wilner"),
              List.of("Augustin", "Desrosiers", "Joseph", "Louissaint", "Pierre", "Toussaint")),
          new Of(
              "pt",
              6,
              List.of("Adriana", "Caio", "Eduarda", "João", "Luana", "Renato"),
              List.of("Almeida", "Cardoso", "Ferraz", "Lacerda", "Moreira", "Tavares")),
          new Of(
              "zh",
              6,
              List.of("Fang", "Hui", "Jun", "Lili", "Wei", "Xiaoming"),
              List.of("Cai", "Deng", "Huang", "Lin", "Xu", "Zheng")),
          new Of(
              "ar",
              4,
              List.of("Amal", "Bashir", "Huda", "Khalil", "Nour", "Samir"),
              List.of("Abboud", "Darwish", "Hamdan", "Mansour", "Qasim", "Saleh")),
          new Of(
              "hi",
              4,
              List.of("Anita", "Deepak", "Harpreet", "Manoj", "Simran", "Vikram"),
              List.of("Bhatia", "Chauhan", "Gill", "Patel", "Sandhu", "Yadav")),
          new Of(
              "fr",
              4,
              List.of("Aminata", "Boubacar", "Fatou", "Ibrahima", "Mariam", "Ousmane"),
              List.of("Bah", "Camara", "Diallo", "Keita", "Sow", "Traoré")),
          new Of(
              "ru",
              2,
              List.of("Alina", "Dmitri", "Irina", "Pavel"),
              List.of("Gromov", "Lebedev", "Orlov", "Sokolov")),
          new Of(
              "quc",
              2,
              List.of("Catarina", "Diego", "Juana", "Sebastián"),
              List.of("Ajanel", "Chávez Tum", "Ixcoy", "Tzoc")));

  /** The names of one language, drawn by how many speak it. */
  static Of draw(Chance chance) {
    int percent = chance.below(100);
    for (Of names : ALL) {
      percent -= names.percent();
      if (percent < 0) {
        return names;
      }
    }
    return ALL.getFirst();
  }
}
