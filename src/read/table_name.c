/* Names of columns as people write them in other languages. */
#include "config.h"

#include "read/table_int.h"

#include "util/ascii.h"

static const struct { const char *name, *key; } names[] = {
	{ "Titel", "title" }, { "Stelle", "title" }, { "Stellenbezeichnung", "title" },
	{ "Jobtitel", "title" }, { "Funktion", "title" }, { "Firma", "company" },
	{ "Unternehmen", "company" }, { "Arbeitgeber", "company" }, { "Ort", "location" },
	{ "Standort", "location" }, { "Arbeitsort", "location" }, { "Gehalt", "salary" },
	{ "Beschreibung", "description" }, { "Stellenbeschreibung", "description" },
	{ "Datum", "posted" }, { "Anstellungsart", "employment_type" },
	{ "Vertragsart", "employment_type" }, { "Frist", "deadline" },
	{ "Poste", "title" }, { "Titre", "title" }, { "Intitul\xc3\xa9", "title" },
	{ "Entreprise", "company" }, { "Soci\xc3\xa9t\xc3\xa9", "company" },
	{ "Employeur", "company" }, { "Lieu", "location" }, { "Ville", "city" },
	{ "Salaire", "salary" }, { "Contrat", "contract" }, { "Lien", "url" },
	{ "Puesto", "title" }, { "T\xc3\xadtulo", "title" }, { "Empresa", "company" },
	{ "Ubicaci\xc3\xb3n", "location" }, { "Ciudad", "city" }, { "Salario", "salary" },
	{ "Descripci\xc3\xb3n", "description" }, { "Fecha", "posted" }, { "Enlace", "url" },
	{ "Cargo", "title" }, { "Vaga", "title" }, { "Localiza\xc3\xa7\xc3\xa3o", "location" },
	{ "Cidade", "city" }, { "Sal\xc3\xa1rio", "salary" },
	{ "Descri\xc3\xa7\xc3\xa3o", "description" },
	{ "Functie", "title" }, { "Functietitel", "title" }, { "Bedrijf", "company" },
	{ "Werkgever", "company" }, { "Locatie", "location" }, { "Plaats", "location" },
	{ "Salaris", "salary" }, { "Omschrijving", "description" },
	{ "Posizione", "title" }, { "Titolo", "title" }, { "Azienda", "company" },
	{ "Sede", "location" }, { "Stipendio", "salary" }, { "Descrizione", "description" },
};

const char *table_name(const char *name)
{
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		if (ascii_equal(names[i].name, name))
			return names[i].key;
	}
	return name;
}
