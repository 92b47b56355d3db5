import { fold } from './fold.ts'

/** Names that people are called by for one another, folded. A name may stand in several lines: Alex is Alexander or Alexandra. */
const GROUPS = `
abigail abby gail|abraham abe|adriana adri|agnes aggie|albert al bert albie|alberto beto|alejandra ale sandra|alejandro alex ale|alexander alex al alec sasha xander|alexandra alex sandra sasha lexi alexa
alfred al fred alfie|alice ali allie|allison ali allie|amanda mandy|amelia amy millie|andrea andie|andrew andy drew|angela angie|angelica angie|anita nita|ann anne anna annie nan nancy|anthony tony ant|antonia toni|antonio tony toño tono
arthur art artie|augustus gus augie|barbara barb babs barbie|beatrice bea bee trixie|beatriz bea betty|benjamin ben benny benji|bernard bernie|bernadette bernie|bradley brad|caroline carol carrie caro|carolina caro
catherine katherine kathryn cathy kathy kate katie kat kitty cate cathie|charles charlie chuck chas|charlotte charlie lottie lotte|christian chris|christina christine chris tina chrissy kristina kristine|christopher chris kit topher|clarence clare
clifford cliff|concepcion concha conchita|consuelo chelo|cristina cris tina|cynthia cindy|daniel dan danny dani|daniela dani|david dave davy|deborah debra deb debbie|dennis denny|dolores lola dolly|dominic dom nick|donald don donny|dorothy dot dottie dolly
douglas doug|edmund ed eddie ned ted|eduardo lalo edu|edward ed eddie ned ted teddy|edwin ed eddie|eleanor ellie nora nell elle|elizabeth liz lizzie beth betty betsy eliza libby lisa bess ellie|emanuel manny|emily em emmy|emma em emmy|enrique quique kike
ernest ernie|esperanza espe|eugene gene|evelyn evie|ezekiel zeke|fernanda fer nanda|fernando fer nando|florence flo|frances fran francie frankie|francesca fran|francis frank fran|francisca paca paquita|francisco paco pancho frank cisco kiko|franklin frank
frederick fred freddy rick fritz|gabriel gabe gabi|gabriela gabi gaby|george georgie|gerald gerry jerry|gertrude trudy gertie|gilbert gil bert|graciela chela|gregory greg|guadalupe lupe lupita|guillermo memo guille|gustavo gus tavo|harold hal harry|harriet hattie
helen nell nellie|henry hank harry hal|herbert herb bert|hortensia tencha|howard howie|ignacio nacho|irene renie|isaac ike|isabel isabella isabelle bella izzy belle chabela|jacob jake|jacqueline jackie|jaime jimmy|james jim jimmy jamie jem|janet jan|jean jeannie
jeffrey jeff geoffrey geoff|jennifer jen jenny|jeremiah jerry|jessica jess jessie|jesus chuy|joan joanie|joanna jo|joaquin quino|john jack johnny jon|jonathan jon jonny nathan|jorge george|jose pepe joe chepe|josefina pepa fina josie|joseph joe joey jo|josephine jo josie
joshua josh|juan john juanito|judith judy|julia julie jules|julian jules|kenneth ken kenny|kimberly kim|lawrence laurence larry laurie|leonard leo len lenny|leonardo leo|leticia lety|lillian lily lil|louis lou louie luis|louise lou|lucille lucy|luis lucho|magdalena lena maggie magda
manuel manny manolo|margaret maggie meg peg peggy marge greta rita daisy madge|margarita rita mago|maria mary mari|marjorie marge margie|martha marty patty|martin marty|mary molly polly mamie|matilda tilly mattie|matthew matt matty|maurice mo|maximilian max
melissa missy mel lissa|mercedes meche|michael mike mikey mick mickey|michelle shelly mickey|miguel mike|mildred millie|miriam mimi|nancy nan|natalia nati talia|natalie nat|nathaniel nathan nat nate|nicholas nick nicky nico|nicolas nico|nicole nikki nicki|octavio tavo|olivia liv livvy
oliver ollie|pamela pam|patricia pat patty trish tricia pati|patrick pat paddy rick|paula pau|pedro pete|penelope penny|peter pete|philip phillip phil pip|priscilla cilla|rachel rae|rafael rafa|ramon moncho|raymond ray|rebecca becky becca|refugio cuca cuco|reginald reg reggie
ricardo rick richie|richard rick dick rich richie ricky|robert bob bobby rob robbie bert robin|roberto beto rob|rodrigo rod|roger rodge|ronald ron ronnie|rosa rosie rosita|rosalind ros roz|rosario chayo charo|rose rosie|roosevelt rosie|ruben ben|rudolph rudy|russell russ|salvador chava sal
samantha sam sammy|samuel sam sammy|sandra sandy|sarah sara sally sadie|sebastian seb bas|sergio checo|silvia chiva|socorro coco|sofia sophia sophie sofi|stanley stan|stephanie steph stevie|stephen steven steve stevie|susan sue susie suzy susanna suzanne|sylvester sly|tamara tammy
teresa theresa terry tess tessa tere|theodore ted teddy theo|thomas tom tommy|timothy tim timmy|tobias toby|ursula ushi|valentina vale|valeria vale|vanessa nessa|veronica ronnie vero|victor vic|victoria vicky tori vic|vincent vince vinny|viola vi|virginia ginny ginger|vicente chente
walter walt wally|wilhelmina mina minnie|william will bill billy willie liam|winifred winnie|yolanda yoli|zachary zach zack`

const groupsOf = new Map<string, number[]>()
const namesIn = new Map<number, string[]>()
GROUPS.trim().split(/[|\n]/).forEach((line, group) => {
  namesIn.set(group, line.trim().split(' ').map(fold))
  for (const name of line.trim().split(' ')) groupsOf.set(fold(name), [...(groupsOf.get(fold(name)) ?? []), group])
})

/** The groups of names that are used for one another to which a folded given name belongs; none for most names. */
export function nicknameGroups(name: string): readonly number[] {
  return groupsOf.get(name) ?? []
}

/** Every other name that people called by this folded one may stand under, in a fixed order: bob gives robert and bobby, robert gives bob and rob. */
export function nicknamesOf(name: string): string[] {
  return [...new Set(nicknameGroups(name).flatMap((group) => namesIn.get(group) ?? []))].filter((other) => other !== name)
}

/** Whether one of these folded given names is a usual nickname of the other, or both are of a third: Bob and Robert, Paco and Francisco. */
export function isNickname(one: string, other: string): boolean {
  if (one === other) return false
  const groups = nicknameGroups(other)
  return nicknameGroups(one).some((group) => groups.includes(group))
}
