import type { Definition, Variable } from '#shared/definition/definition.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';

/** `CertificateOfCompletion` as a person writes it; an achievement type of one's own stays as it is. */
export function nameAchievementType(type: Definition['achievementType']): string {
	if (type.startsWith('ext:')) return type.slice('ext:'.length);
	if (getLocale() === 'fr') return FRENCH[type] ?? type;
	return type.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').replace(/(?<= )[A-Z]/g, (letter) => letter.toLowerCase());
}

export function nameVariableType(type: Variable['type']): string {
	const names: Record<Variable['type'], () => string> = {
		text: m.catalog_type_text,
		'long-text': m.catalog_type_long_text,
		number: m.catalog_type_number,
		date: m.catalog_type_date,
		'yes-no': m.catalog_type_yes_no,
		choice: m.catalog_type_choice,
		url: m.catalog_type_url,
		email: m.catalog_type_email
	};
	return names[type]();
}

/** Open Badges 3.0 gives these names in English only; the French follow the terms of Canadian schools. */
const FRENCH: Record<string, string> = {
	Achievement: 'Réalisation',
	ApprenticeshipCertificate: 'Certificat d’apprentissage',
	Assessment: 'Évaluation',
	Assignment: 'Travail',
	AssociateDegree: 'Grade d’associé',
	Award: 'Prix',
	BachelorDegree: 'Baccalauréat universitaire',
	Badge: 'Badge',
	Certificate: 'Certificat',
	CertificateOfCompletion: 'Attestation d’achèvement',
	Certification: 'Certification',
	CommunityService: 'Service communautaire',
	Competency: 'Compétence',
	Course: 'Cours',
	CoCurricular: 'Activité parascolaire',
	Degree: 'Grade',
	Diploma: 'Diplôme',
	DoctoralDegree: 'Doctorat',
	Fieldwork: 'Stage de terrain',
	GeneralEducationDevelopment: 'Équivalence d’études secondaires',
	JourneymanCertificate: 'Certificat de compagnon',
	LearningProgram: 'Programme d’apprentissage',
	License: 'Permis',
	MasterCertificate: 'Certificat de maître',
	MasterDegree: 'Maîtrise',
	Membership: 'Adhésion',
	MicroCredential: 'Microtitre',
	ProfessionalDoctorate: 'Doctorat professionnel',
	QualityAssuranceCredential: 'Titre d’assurance qualité',
	ResearchDoctorate: 'Doctorat de recherche',
	SecondarySchoolDiploma: 'Diplôme d’études secondaires'
};
